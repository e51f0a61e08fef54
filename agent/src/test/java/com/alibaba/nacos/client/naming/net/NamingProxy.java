package com.alibaba.nacos.client.naming.net;

import com.alibaba.nacos.api.naming.pojo.Instance;

/** What client 1 sends its registrations through. */
public class NamingProxy {

  public void registerService(String service, String group, Instance instance) {
    System.setProperty("fake.listed." + service, "true");
  }
}
