package io.github.nacosgraceful.nacos;

/** Classes of the Nacos client that are looked up by name. */
public final class NacosTypes {

  public static final String NAMING_SERVICE = "com.alibaba.nacos.client.naming.NacosNamingService";
  public static final String INSTANCE = "com.alibaba.nacos.api.naming.pojo.Instance";

  private NacosTypes() {}
}
