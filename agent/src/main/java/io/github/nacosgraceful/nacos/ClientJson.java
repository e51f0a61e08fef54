package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;

/** The Nacos client's own JSON library: fastjson before 1.2, Jackson since. */
public final class ClientJson {

  private ClientJson() {}

  /**
   * @param loader of the Nacos client's classes
   */
  public static Object parse(ClassLoader loader, Object json, Class<?> type)
      throws ReflectiveOperationException {
    Method toObject;
    try {
      toObject =
          Class.forName("com.alibaba.nacos.common.utils.JacksonUtils", true, loader)
              .getMethod("toObj", String.class, Class.class);
    } catch (ClassNotFoundException before12) {
      toObject =
          Class.forName("com.alibaba.fastjson.JSON", true, loader)
              .getMethod("parseObject", String.class, Class.class);
    }
    return Reflection.invoke(toObject, null, json, type);
  }
}
