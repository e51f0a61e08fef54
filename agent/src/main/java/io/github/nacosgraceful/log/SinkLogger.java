package io.github.nacosgraceful.log;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that writes to {@link LogSink}. */
final class SinkLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable error) {
    LogSink.write(levelOf(level), MessageFormatter.basicArrayFormat(message, arguments), error);
  }

  private static LogLevel levelOf(Level level) {
    return level == Level.ERROR
        ? LogLevel.ERROR
        : level == Level.WARN
            ? LogLevel.WARN
            : level == Level.INFO ? LogLevel.INFO : LogLevel.DEBUG;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return LogSink.isEnabled(LogLevel.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return LogSink.isEnabled(LogLevel.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return LogSink.isEnabled(LogLevel.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return LogSink.isEnabled(LogLevel.ERROR);
  }
}
