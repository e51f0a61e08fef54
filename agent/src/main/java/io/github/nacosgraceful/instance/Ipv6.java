package io.github.nacosgraceful.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/** IPv6 addresses in the one form of RFC 5952, so that they can be compared as texts. */
final class Ipv6 {

  private Ipv6() {}

  /**
   * Of any form, without brackets. A zone is left out: it is a name on one machine for one of its
   * interfaces, and no part of what another machine calls. What is no address comes back in lower
   * case.
   */
  static String canonical(String address) {
    int zone = address.indexOf('%');
    String number = zone < 0 ? address : address.substring(0, zone);
    try {
      // In brackets nothing but a number is taken, and so no name is looked up.
      return compressed(InetAddress.getByName('[' + number + ']').getHostAddress());
    } catch (UnknownHostException | SecurityException e) {
      return number.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The longest row of zeros is left out, of several the first.
   *
   * @param expanded eight numbers; or an IPv4 address that was mapped, which stays as it is
   */
  private static String compressed(String expanded) {
    String[] numbers = expanded.split(":");
    int begin = 0;
    int length = 1; // a single zero stays
    for (int from = 0; from < numbers.length; from++) {
      int to = from;
      while (to < numbers.length && numbers[to].equals("0")) {
        to++;
      }
      if (to - from > length) {
        begin = from;
        length = to - from;
      }
    }
    return length == 1
        ? expanded
        : join(numbers, 0, begin) + "::" + join(numbers, begin + length, 8);
  }

  private static String join(String[] numbers, int from, int to) {
    return String.join(":", Arrays.copyOfRange(numbers, from, to));
  }
}
