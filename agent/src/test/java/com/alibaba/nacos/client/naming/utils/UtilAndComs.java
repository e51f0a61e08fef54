package com.alibaba.nacos.client.naming.utils;

/** Stands in for the class of the Nacos client that knows under which path a node answers. */
public final class UtilAndComs {

  public static final String webContext = "/nacos";

  private UtilAndComs() {}
}
