package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One step of a [Workload], as data.
///
/// Immutable.
public sealed interface Op {
    /// Writes `batch` and waits until it is acknowledged.
    record Write(WriteBatch batch) implements Op {
        @Override
        public String toString() {
            return "write " + describe(batch);
        }
    }

    /// Writes `batch` and goes on at once, if the store has a non-blocking core; else as [Write].
    record Begin(WriteBatch batch) implements Op {
        @Override
        public String toString() {
            return "begin " + describe(batch);
        }
    }

    /// Replaces a value if it is as expected; an empty one stands for an absent key.
    record CompareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) implements Op {
        @Override
        public String toString() {
            return "cas " + key + " " + describe(expected) + " -> " + describe(replacement);
        }
    }

    /// Lets time pass, with the background steps that are due in it; a duration of zero runs the next step,
    /// whenever it is due.
    record Tick(Duration duration) implements Op {
        @Override
        public String toString() {
            return duration.isZero() ? "tick" : "tick " + duration.toMillis() + " ms";
        }
    }

    /// Closes the store cleanly and opens it again.
    record Reopen() implements Op {
        @Override
        public String toString() {
            return "reopen";
        }
    }

    /// The process dies and another one opens the store; what was written stays in the page cache, not yet durable.
    record Kill() implements Op {
        @Override
        public String toString() {
            return "kill";
        }
    }

    /// Does what the [Subject] knows by that name.
    record Act(String name) implements Op {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Writes one key.
    static Op put(String key, String value) {
        return new Write(
                WriteBatch.builder().put(Bytes.utf8(key), Bytes.utf8(value)).build());
    }

    /// Deletes one key.
    static Op delete(String key) {
        return new Write(WriteBatch.builder().delete(Bytes.utf8(key)).build());
    }

    /// Writes several mutations as one.
    static Op batch(Mutation... mutations) {
        WriteBatch.Builder batch = WriteBatch.builder();
        List.of(mutations).forEach(batch::addInternal);
        return new Write(batch.build());
    }

    /// Lets milliseconds pass.
    static Op tick(long millis) {
        return new Tick(Duration.ofMillis(millis));
    }

    private static String describe(WriteBatch batch) {
        return batch.mutations().stream()
                .map(mutation -> switch (mutation) {
                    case Mutation.Put put -> put.key() + "=" + describe(Optional.of(put.value()));
                    case Mutation.Delete delete -> "-" + delete.key();
                })
                .collect(Collectors.joining(", "));
    }

    private static String describe(Optional<Bytes> value) {
        int shown = 12;
        return value.map(bytes -> bytes.length() <= shown
                        ? bytes.toString()
                        : bytes.slice(0, shown) + "... (" + bytes.length() + " bytes)")
                .orElse("absent");
    }
}
