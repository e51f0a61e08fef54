package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.HttpURLConnection;

/** The headers of {@code ClientHttpResponse}, whatever client is below it. */
final class SpringAnswers implements Answers {

  /** Over the JDK's client, a request with a body is only sent where it seems to be answered. */
  static final String LAZY = "org.springframework.http.client.SimpleClientHttpResponse";

  private static final String MESSAGE = "org.springframework.http.HttpMessage";
  private static final String HEADERS_TYPE = "org.springframework.http.HttpHeaders";

  static final Members<Member> HEADERS =
      new Members<>(any -> header(any.getClassLoader()), OFF, CONSEQUENCE);

  static final Members<Member> CONNECTION =
      new Members<>(response -> Member.of(Members.field(response, "connection")), OFF, CONSEQUENCE);

  /** Null for an answer that is there. */
  private static final ClassValue<Member> LAZY_CONNECTION =
      new ClassValue<Member>() {
        @Override
        protected Member computeValue(Class<?> type) {
          return type.getName().equals(LAZY) ? CONNECTION.get(type) : null;
        }
      };

  private static Member header(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> headers = Class.forName(HEADERS_TYPE, false, loader);
    return Member.of(
        MethodHandles.filterReturnValue(
            MethodHandles.publicLookup()
                .findVirtual(
                    Class.forName(MESSAGE, false, loader),
                    "getHeaders",
                    MethodType.methodType(headers)),
            Members.textOf(headers, "getFirst", String.class, Goodbye.HEADER)));
  }

  private final boolean hears;

  /**
   * @param hears whether goodbyes are read; where they are not, the answer is waited for all the
   *     same, or a call would seem to be answered that hangs
   */
  SpringAnswers(boolean hears) {
    this.hears = hears;
  }

  @Override
  public String goodbye(Object response) throws Throwable {
    Class<?> type = response.getClass();
    Member header = HEADERS.get(type);
    if (header == null) {
      return null;
    }
    Member connection = LAZY_CONNECTION.get(type);
    if (connection != null && !isAnswered((HttpURLConnection) connection.get(response))) {
      return null;
    }
    return hears ? (String) header.get(response) : null;
  }

  /**
   * Waits for it, as the application is about to do: it may be read from then on.
   *
   * @throws IOException as the application will meet it
   */
  private static boolean isAnswered(HttpURLConnection connection) throws IOException {
    return connection.getResponseCode() >= 0;
  }
}
