package io.github.nacosgraceful.goodbye;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a leaving process says with each answer: under which addresses it is registered, and when it
 * was started. {@code 10.0.0.1:8080, [fd00::1]:8080; start=1764521784123}. Immutable, any thread.
 *
 * <p>It is the claim of a peer: {@link #parse} takes any text, in bounded time and memory, and
 * looks no name up. Whoever reads one believes it of the address that was called, and of no other.
 */
public final class Goodbye {

  /** In lower case, as HTTP/2 wants it, and as maps that ignore case need not change it. */
  public static final String HEADER = "nacos-graceful-goodbye";

  static final int MOST_CHARACTERS = 1_024;
  static final int MOST_ADDRESSES = 32;

  private static final String START = "start=";
  private static final String BEFORE_START = "; " + START;
  private static final String BETWEEN = ", ";
  private static final int MOST_DIGITS = 18;
  private static final int HIGHEST_PORT = 65_535;

  private final long start;
  private final Set<HostPort> addresses;
  private final String text;

  /**
   * Says as many of the addresses as a reader takes, the first ones first. One that no header can
   * carry is left out.
   *
   * @param startMillis when this process was started, in milliseconds since 1970; not negative
   */
  public Goodbye(long startMillis, Collection<HostPort> addresses) {
    String end = BEFORE_START + startMillis;
    StringBuilder all = new StringBuilder();
    Set<HostPort> said = new LinkedHashSet<>();
    for (HostPort address : addresses) {
      String one = address.toString();
      if (said.size() < MOST_ADDRESSES
          && all.length() + BETWEEN.length() + one.length() + end.length() <= MOST_CHARACTERS
          && address.equals(address(one))
          && said.add(address)) {
        all.append(all.length() == 0 ? "" : BETWEEN).append(one);
      }
    }
    this.start = startMillis;
    this.addresses = Collections.unmodifiableSet(said);
    this.text = all + end;
  }

  /**
   * Reads what a peer says. A parameter other than the start is passed over, as a newer agent may
   * say more.
   *
   * @param text null for nothing
   * @return null for whatever is malformed, too long, or of too many addresses
   */
  public static Goodbye parse(String text) {
    if (text == null || text.length() > MOST_CHARACTERS) {
      return null;
    }
    String[] parts = text.split(";", -1);
    long start = -1;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      if (parameter.startsWith(START)) {
        long number = number(parameter.substring(START.length()));
        if (number < 0 || start >= 0) {
          return null;
        }
        start = number;
      }
    }
    Set<HostPort> addresses = start < 0 ? null : addresses(parts[0]);
    return addresses == null ? null : new Goodbye(start, addresses);
  }

  /** Null if one of them is none, or if they are too many. */
  private static Set<HostPort> addresses(String text) {
    String[] all = text.split(",", MOST_ADDRESSES + 1);
    Set<HostPort> addresses = new LinkedHashSet<>();
    if (all.length <= MOST_ADDRESSES) {
      for (String one : all) {
        HostPort address = address(one.trim());
        if (address == null) {
          return null;
        }
        addresses.add(address);
      }
    }
    return addresses.isEmpty() ? null : addresses;
  }

  /** Null for what is no address with a port, an IPv6 one in brackets. */
  private static HostPort address(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isOfAddress(text.charAt(i))) {
        return null;
      }
    }
    HostPort address = HostPort.parse(text);
    if (address == null || address.port < 1 || address.port > HIGHEST_PORT) {
      return null;
    }
    boolean bracketed = text.startsWith("[") && text.lastIndexOf(']') == text.lastIndexOf(':') - 1;
    return address.host.indexOf('[') >= 0
            || address.host.indexOf(']') >= 0
            || bracketed != address.host.indexOf(':') >= 0
        ? null
        : address;
  }

  private static boolean isOfAddress(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == ':'
        || c == '['
        || c == ']';
  }

  /** Negative for anything but a few digits. */
  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }

  /** Whether it is the word of whoever is registered there. */
  public boolean isOf(HostPort address) {
    return addresses.contains(address);
  }

  /** Those that are said; none if no header could carry any. */
  public Set<HostPort> addresses() {
    return addresses;
  }

  /**
   * When the process was started, in milliseconds since 1970 by the clock of its own machine: to be
   * compared with another word of the same address, and for equality only.
   */
  public long start() {
    return start;
  }

  /** The value of the header. */
  public String text() {
    return text;
  }

  /** If they say the same, in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Goodbye && text.equals(((Goodbye) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
