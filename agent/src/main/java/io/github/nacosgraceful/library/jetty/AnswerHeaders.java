package io.github.nacosgraceful.library.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Sets a header of an answer that is about to be sent: until 11 of the response, since 12 of its
 * fields, which take no more themselves, and which of an error are others than the channel's.
 */
final class AnswerHeaders {

  /** Until 11 a class; since 12 there is an interface of that name. */
  static final String RESPONSE = "org.eclipse.jetty.server.Response";

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
      Class<?> response = Class.forName(RESPONSE, false, loader);
      Class<?> fields = response.getMethod("getHttpFields").getReturnType();
      fieldsOf = lookup.findVirtual(response, "getHttpFields", methodType(fields));
    }
    Class<?> fields = fieldsOf.type().returnType();
    Class<?> result = fields.getMethod("put", String.class, String.class).getReturnType();
    return MethodHandles.filterArguments(
        lookup.findVirtual(fields, "put", methodType(result, String.class, String.class)),
        0,
        fieldsOf);
  }
}
