package io.github.nacosgraceful.command;

import com.google.gson.stream.JsonWriter;
import io.github.nacosgraceful.config.OptionsTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the agent's options. */
@Command(
    name = "config",
    description = "Print the agent's options.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ConfigCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? asJson() : OptionsTable.text());
    out.flush();
    return 0;
  }

  private static String asJson() throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setIndent("  ");
    writer.beginArray();
    for (io.github.nacosgraceful.config.Option<?> option :
        io.github.nacosgraceful.config.Option.all()) {
      writer.beginObject();
      writer.name("name").value(option.key());
      writer.name("property").value(option.property());
      writer.name("environment").value(option.environment());
      writer.name("default").value(option.defaultText());
      writer.name("form").value(option.form());
      writer.name("doc").value(option.doc());
      writer.endObject();
    }
    writer.endArray();
    return text.append('\n').toString();
  }
}
