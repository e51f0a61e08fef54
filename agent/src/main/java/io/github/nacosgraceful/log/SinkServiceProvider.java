package io.github.nacosgraceful.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds the agent's own slf4j to {@link LogSink}. Found by slf4j through {@code META-INF/services}.
 */
public final class SinkServiceProvider implements SLF4JServiceProvider {

  private final SinkLogger logger = new SinkLogger();

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> logger;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return new BasicMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return new NOPMDCAdapter();
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
