package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Map;

/** The headers of {@code feign.Response}: a map that ignores case. */
final class FeignAnswers implements Answers {

  static final Members<Member> MEMBERS =
      new Members<>(
          response ->
              Member.of(
                  MethodHandles.publicLookup()
                      .findVirtual(response, "headers", MethodType.methodType(Map.class))),
          OFF,
          CONSEQUENCE);

  @Override
  public String goodbye(Object response) throws Throwable {
    Member headers = MEMBERS.get(response.getClass());
    Object values =
        headers == null ? null : ((Map<?, ?>) headers.get(response)).get(Goodbye.HEADER);
    if (values == null || ((Collection<?>) values).isEmpty()) {
      return null;
    }
    return String.valueOf(((Collection<?>) values).iterator().next());
  }
}
