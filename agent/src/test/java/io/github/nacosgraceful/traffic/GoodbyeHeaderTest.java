package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.goodbye.Goodbye;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoodbyeHeaderTest {

  /** As servers have them. */
  public static final class Answer {

    final Map<String, String> headers = new LinkedHashMap<>();

    public void setHeader(String name, String value) {
      headers.put(name, value);
    }
  }

  private final Traffic traffic = new Traffic();
  private final Answer answer = new Answer();

  private final GoodbyeHeader header =
      new GoodbyeHeader(
          traffic,
          GoodbyeHeader.setter(
              type ->
                  MethodHandles.lookup()
                      .findVirtual(
                          type,
                          "setHeader",
                          MethodType.methodType(void.class, String.class, String.class))));

  @Test
  void leavesAnswersAloneWhileNothingLeaves() throws Throwable {
    header.enter(answer, null, null, null);
    assertThat(answer.headers).isEmpty();
    traffic.sayGoodbye("10.0.0.1:1; start=7");
    traffic.sayGoodbye(null);
    header.enter(answer, null, null, null);
    assertThat(answer.headers).isEmpty();
  }

  /** What an application passes on is another's word. */
  @Test
  void takesThePlaceOfWhatAnApplicationSays() throws Throwable {
    answer.setHeader(Goodbye.HEADER, "10.0.0.2:2; start=8");
    traffic.sayGoodbye("10.0.0.1:1; start=7");
    header.enter(answer, null, null, null);
    assertThat(answer.headers).containsExactly(Map.entry(Goodbye.HEADER, "10.0.0.1:1; start=7"));
  }

  @Test
  void saysNothingWhereAServerIsBuiltInAnotherWay() throws Throwable {
    traffic.sayGoodbye("10.0.0.1:1; start=7");
    header.say("an answer without headers");
    assertThat(answer.headers).isEmpty();
  }
}
