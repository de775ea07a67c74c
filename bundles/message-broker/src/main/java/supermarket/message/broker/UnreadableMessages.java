package supermarket.message.broker;

import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts messages that cannot be read, and logs the first of each kind. Thread-safe. */
final class UnreadableMessages {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableMessages.class);
  private static final int SHOWN_BYTES = 32;

  private final LongAdder count = new LongAdder();
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();

  /** A message was dropped. Its content is only shown in hexadecimal, and only its beginning. */
  void dropped(String what, Unreadable failure, @Nullable ByteSequence content) {
    count.increment();
    if (kinds.add(what + failure.what())) {
      LOG.warn(
          "Dropped a {} that cannot be read: {}. It has {} bytes: {}. Others of this kind are only"
              + " counted",
          what,
          failure.what(),
          content == null ? 0 : content.getLength(),
          content == null ? "" : beginning(content));
    }
  }

  private static String beginning(ByteSequence content) {
    int from = content.getOffset();
    int to = from + Math.min(content.getLength(), SHOWN_BYTES);
    return HexFormat.of().formatHex(content.getData(), from, to);
  }

  long count() {
    return count.sum();
  }
}
