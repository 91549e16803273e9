package dev.cairn.wal.commit;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an acknowledged write has survived by the time it is acknowledged.
///
/// | policy | kill of the process | power cut |
/// |---|---|---|
/// | `always` | keeps it | keeps it |
/// | `every=D` | keeps it | may lose the last D and one sync |
/// | `never` | keeps it, once the operating system has it | may lose what the operating system has not stored yet |
///
/// What a power cut leaves is a prefix of the writes in every policy.
///
/// Immutable.
public sealed interface SyncPolicy {
    /// The text form of each policy, for messages.
    String FORMS = "always, never, or every=TIME with ms or s (every=10ms)";

    /// Each group of writes is made durable before it is acknowledged.
    record Always() implements SyncPolicy {
        @Override
        public String toString() {
            return "always";
        }
    }

    /// The log is made durable in the background, `interval` after the last time.
    record Every(Duration interval) implements SyncPolicy {
        public Every {
            if (interval.toMillis() < 1) {
                throw new StoreException.Refused("a sync interval must be at least 1ms, but is " + interval);
            }
        }

        @Override
        public String toString() {
            return "every=" + interval.toMillis() + "ms";
        }
    }

    /// Nobody asks for durability. A store may still sync the log now and then, so that not too much of it waits in
    /// the system's memory; no acknowledgement waits for that.
    record Never() implements SyncPolicy {
        @Override
        public String toString() {
            return "never";
        }
    }

    /// Durable before it is acknowledged.
    static SyncPolicy always() {
        return new Always();
    }

    /// Durable within about `interval`, which is at least a millisecond.
    static SyncPolicy every(Duration interval) {
        return new Every(interval);
    }

    /// Durable at the operating system's leisure.
    static SyncPolicy never() {
        return new Never();
    }

    /// The policy that [Object#toString] wrote, or a person typed.
    ///
    /// @throws StoreException.Refused if it is none of [#FORMS]
    static SyncPolicy parse(String text) {
        Matcher every = Pattern.compile("every=(\\d{1,9})(ms|s)").matcher(text);
        if (every.matches()) {
            long count = Long.parseLong(every.group(1));
            return every(every.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count));
        }
        return switch (text) {
            case "always" -> always();
            case "never" -> never();
            default -> throw new StoreException.Refused("sync policy \"" + text + "\" is not known: use " + FORMS);
        };
    }
}
