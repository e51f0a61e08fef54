package com.alibaba.nacos.common.utils;

import com.google.gson.Gson;

/** Stands in for the JSON of the Nacos client. */
public final class JacksonUtils {

  private JacksonUtils() {}

  public static <T> T toObj(String json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }
}
