package io.github.nacosgraceful.doctor.api;

import com.google.gson.JsonObject;
import io.github.nacosgraceful.doctor.fact.Json;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import java.io.IOException;

/** Finds out which generation a node is of, and its version if it tells. */
public final class Apis {

  private Apis() {}

  /**
   * @param node whose generation and version are set
   * @throws IOException when it does not answer
   */
  public static Api of(NodeHttp http, NodeFacts node) throws IOException {
    Api api = find(http, node);
    node.generation = api.generation();
    return api;
  }

  private static Api find(NodeHttp http, NodeFacts node) throws IOException {
    try {
      node.version =
          Json.text(Json.object(http.get("/v3/admin/core/state"), "data"), "version", null);
      return new Api3(http);
    } catch (NodeHttp.Refused e) {
      if (e.notAllowed()) {
        return new Api3(http);
      }
    }
    node.version = versionBefore3(http);
    if (node.version != null) {
      return node.version.startsWith("1.") ? new Api1(http) : new Api2(http);
    }
    return knowsClients(http) ? new Api2(http) : new Api1(http);
  }

  /** The first is the console's, which may be elsewhere. */
  private static String versionBefore3(NodeHttp http) throws IOException {
    try {
      return Json.text(http.get("/v1/console/server/state"), "version", null);
    } catch (NodeHttp.Refused e) {
      try {
        for (JsonObject member : Json.objects(http.get("/v1/core/cluster/nodes"), "data")) {
          String version = Json.text(Json.object(member, "extendInfo"), "version", null);
          if (version != null) {
            return version;
          }
        }
      } catch (NodeHttp.Refused notToldEither) {
        return null;
      }
      return null;
    }
  }

  private static boolean knowsClients(NodeHttp http) throws IOException {
    try {
      http.get("/v2/ns/client/list");
      return true;
    } catch (NodeHttp.Refused e) {
      return e.notAllowed();
    }
  }
}
