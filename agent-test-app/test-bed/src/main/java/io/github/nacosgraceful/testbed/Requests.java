package io.github.nacosgraceful.testbed;

import java.nio.charset.StandardCharsets;

/**
 * Counts the requests in what a client sends on one connection: of HTTP/1 by their heads, each of
 * which has to begin a read, of HTTP/2 by the frames that begin a stream. Used by one thread.
 */
final class Requests {

  private static final byte[] HTTP_2 =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME_HEAD = 9;
  private static final int TYPE_AT = 3;
  private static final int HEADERS = 1;

  private boolean begun;
  private boolean http2;

  /** Of HTTP/2: how many bytes are no frame's head, and what is known of the head that follows. */
  private int skipped;

  private final byte[] head = new byte[FRAME_HEAD];
  private int known;

  /** How many begin in what was just read. */
  int in(byte[] bytes, int count) {
    if (!begun) {
      begun = true;
      http2 = startsWith(bytes, count, "PRI ");
      skipped = http2 ? HTTP_2.length : 0;
    }
    if (http2) {
      return frames(bytes, count);
    }
    for (String method : new String[] {"GET ", "PUT ", "POST ", "DELETE "}) {
      if (startsWith(bytes, count, method)) {
        return 1;
      }
    }
    return 0;
  }

  private static boolean startsWith(byte[] bytes, int count, String text) {
    return count >= text.length()
        && new String(bytes, 0, text.length(), StandardCharsets.US_ASCII).equals(text);
  }

  private int frames(byte[] bytes, int count) {
    int requests = 0;
    int at = 0;
    while (at < count) {
      int passed = Math.min(skipped, count - at);
      skipped -= passed;
      at += passed;
      while (skipped == 0 && at < count && known < FRAME_HEAD) {
        head[known++] = bytes[at++];
      }
      if (known == FRAME_HEAD) {
        known = 0;
        skipped = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        requests += head[TYPE_AT] == HEADERS ? 1 : 0;
      }
    }
    return requests;
  }
}
