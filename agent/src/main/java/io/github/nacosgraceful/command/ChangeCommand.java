package io.github.nacosgraceful.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;

/** Offline and online print alike: how it went, and when what happened. 0 if it went well. */
abstract class ChangeCommand extends Target {

  @Override
  int print(String answer) {
    PrintWriter out = spec.commandLine().getOut();
    JsonObject change = JsonParser.parseString(answer).getAsJsonObject();
    if (json) {
      out.print(answer);
      out.flush();
    } else {
      out.println(StatusText.text(change, "state") + ": " + StatusText.text(change, "summary"));
      for (JsonElement step : StatusText.list(change, "timeline")) {
        out.printf(
            "%8s ms  %s%n",
            StatusText.text(step.getAsJsonObject(), "atMillis"),
            StatusText.text(step.getAsJsonObject(), "what"));
      }
    }
    return change.has("ok") && change.get("ok").getAsBoolean() ? 0 : 1;
  }
}
