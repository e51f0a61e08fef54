package com.alibaba.nacos.client.ai.remote.redo;

import java.util.HashMap;
import java.util.Map;

/** Stands in for the client's class of this name: knows the version of each MCP server. */
public class AiGrpcRedoService {

  private final Map<String, Known> versions = new HashMap<>();

  public void cache(String mcpName, String version) {
    versions.put(mcpName, new Known(version));
  }

  public Known getMcpServerEndpoint(String mcpName) {
    return versions.get(mcpName);
  }

  /** An endpoint. */
  public static class Known {

    private final String version;

    Known(String version) {
      this.version = version;
    }

    public String getVersion() {
      return version;
    }
  }
}
