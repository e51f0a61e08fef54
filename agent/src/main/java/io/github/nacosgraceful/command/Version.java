package io.github.nacosgraceful.command;

import io.github.nacosgraceful.bridge.Bridge;
import picocli.CommandLine;

/** What {@code --version} prints: the version of the jar. */
final class Version implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"nacos-graceful-agent " + Bridge.version()};
  }
}
