package io.github.nacosgraceful.doctor.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.http.DirectHttp;
import io.github.nacosgraceful.http.DirectHttp.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions to one node, with a token if the user has one. For one thread. */
public final class NodeHttp {

  /** What servers answer where an API is not there (404, 501) or is switched off (410). */
  private static final List<Integer> NO_SUCH_API = Arrays.asList(404, 405, 410, 501);

  private static final List<String> LOGINS =
      Arrays.asList("/v3/auth/user/login", "/v1/auth/users/login", "/v1/auth/login");

  /** Checking a password takes a busy node seconds. */
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  final String node;
  private final String context;
  private String token;
  private long clockOffset;
  private boolean clockKnown;

  /**
   * @param context {@code /nacos}
   */
  public NodeHttp(String node, String context) {
    this.node = node;
    this.context = context;
  }

  /** A node's answer that is not what was asked for. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    final int status;

    Refused(int status, String what) {
      super(what);
      this.status = status;
    }

    public boolean noSuchApi() {
      return NO_SUCH_API.contains(status);
    }

    /** Not logged in, and logged in but not allowed. */
    public boolean notAllowed() {
      return status == 401 || status == 403;
    }
  }

  /**
   * @throws Refused when the node does not know that user with that password
   */
  public void login(String user, String password) throws IOException {
    Map<String, String> form = parameters("username", user, "password", password);
    for (String path : LOGINS) {
      try {
        JsonObject answer = send("POST", path, form);
        JsonObject data = answer.has("data") ? Json.object(answer, "data") : answer;
        token = Json.text(data, "accessToken", null);
        return;
      } catch (Refused e) {
        if (!e.noSuchApi()) {
          throw e;
        }
      }
    }
  }

  /**
   * @param parameters name, value, name, value
   * @throws Refused when it is not answered with 200
   */
  JsonObject get(String path, String... parameters) throws IOException {
    Map<String, String> all = parameters(parameters);
    if (token != null) {
      all.put("accessToken", token);
    }
    return send("GET", path, all);
  }

  /** How far the node's clock is ahead of this machine's, to half a second; null if not told. */
  public Long clockOffset() {
    return clockKnown ? clockOffset : null;
  }

  private JsonObject send(String method, String path, Map<String, String> parameters)
      throws IOException {
    long asked = System.currentTimeMillis();
    Answer answer = DirectHttp.ask(method, node, context + path, parameters, ANSWER_WITHIN_MILLIS);
    if (answer.date > 0) {
      // The node told the second that its clock was in.
      clockOffset = answer.date + 500 - (asked + System.currentTimeMillis()) / 2;
      clockKnown = true;
    }
    if (answer.status != 200) {
      throw new Refused(answer.status, answer.status + " at " + path);
    }
    try {
      JsonElement json = JsonParser.parseString(answer.body);
      if (!json.isJsonObject()) {
        throw new Refused(answer.status, "no JSON object at " + path);
      }
      return json.getAsJsonObject();
    } catch (JsonParseException e) {
      throw new Refused(answer.status, "no JSON at " + path);
    }
  }

  private static Map<String, String> parameters(String... pairs) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return parameters;
  }
}
