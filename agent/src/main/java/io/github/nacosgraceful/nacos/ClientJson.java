package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;

/**
 * The Nacos client's own JSON: fastjson before 1.2; Jackson 2 since; and since 3.3 whichever
 * Jackson is there, behind {@code JsonUtils} (nacos#14466). The class that 3.3 keeps for those who
 * used it before fails where Jackson 2 is not on the class path.
 */
public final class ClientJson {

  private static final String[][] PARSERS = {
    {"com.alibaba.nacos.api.utils.json.JsonUtils", "toObj"}, // since 3.3
    {"com.alibaba.nacos.common.utils.JacksonUtils", "toObj"}, // since 1.2
    {"com.alibaba.fastjson.JSON", "parseObject"}
  };

  private ClientJson() {}

  /**
   * Reads JSON into an object of the client. On any thread.
   *
   * @param loader of the Nacos client's classes
   * @param json a String
   * @throws ReflectiveOperationException if the client has none of these
   */
  public static Object parse(ClassLoader loader, Object json, Class<?> type)
      throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // JsonUtils looks for its Jackson once, by the context loader of the thread that uses it first:
    // with another one, neither the agent nor the client would ever read JSON in this process.
    thread.setContextClassLoader(loader);
    try {
      return Reflection.invoke(parser(loader), null, json, type);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Method parser(ClassLoader loader) throws ReflectiveOperationException {
    ClassNotFoundException missing = null;
    for (String[] parser : PARSERS) {
      try {
        return Class.forName(parser[0], true, loader)
            .getMethod(parser[1], String.class, Class.class);
      } catch (ClassNotFoundException e) {
        missing = e;
      }
    }
    throw missing;
  }
}
