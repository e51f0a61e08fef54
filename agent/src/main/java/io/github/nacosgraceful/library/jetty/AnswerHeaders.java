package io.github.nacosgraceful.library.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Sets a header of an answer that is about to be sent, of which a channel takes no more: until 11
 * from the channel, since 12 from the fields of the answer, which of an error are others than the
 * channel's.
 */
final class AnswerHeaders {

  /** Those of an answer, since 12. */
  static final String FIELDS_12 = "org.eclipse.jetty.server.internal.ResponseHttpFields";

  static final Members<MethodHandle> MEMBERS = GoodbyeHeader.setter(AnswerHeaders::lookUp);

  private AnswerHeaders() {}

  private static MethodHandle lookUp(Class<?> type) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ClassLoader loader = type.getClassLoader();
    MethodHandle fieldsOf;
    if (type.getName().equals(FIELDS_12)) {
      fieldsOf =
          lookup.findVirtual(
              type,
              "getMutableHttpFields",
              methodType(
                  Class.forName("org.eclipse.jetty.http.HttpFields$Mutable", false, loader)));
    } else {
      Class<?> channel = Class.forName(JettyHandles.CHANNEL, false, loader);
      Class<?> response = Class.forName("org.eclipse.jetty.server.Response", false, loader);
      Class<?> fields = response.getMethod("getHttpFields").getReturnType();
      fieldsOf =
          MethodHandles.filterReturnValue(
              lookup.findVirtual(channel, "getResponse", methodType(response)),
              lookup.findVirtual(response, "getHttpFields", methodType(fields)));
    }
    Class<?> fields = fieldsOf.type().returnType();
    Class<?> result = fields.getMethod("put", String.class, String.class).getReturnType();
    return MethodHandles.filterArguments(
        lookup.findVirtual(fields, "put", methodType(result, String.class, String.class)),
        0,
        fieldsOf);
  }
}
