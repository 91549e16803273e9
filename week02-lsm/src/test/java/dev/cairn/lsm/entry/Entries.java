package dev.cairn.lsm.entry;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Makes entries, and reads them back from cursors as text: `apple@4=red`, `apple@9 deleted`. Stateless.
public final class Entries {
    private static final int KEYS = 12;

    private Entries() {}

    /// Few keys, of which one may begin another, so that they meet often.
    public static Arbitrary<Bytes> keys() {
        return Arbitraries.integers().between(0, KEYS - 1).map(Entries::key);
    }

    /// Puts and, a third of them, deletes.
    public static Arbitrary<Mutation> mutations() {
        Arbitrary<Bytes> values = Arbitraries.integers().between(0, 99).map(i -> Bytes.utf8("v" + i));
        return Combinators.combine(keys(), values, Arbitraries.integers().between(0, 2))
                .as((key, value, kind) -> kind == 0 ? new Mutation.Delete(key) : new Mutation.Put(key, value));
    }

    /// The entry on which `cursor` stands.
    public static String at(EntryCursor cursor) {
        InternalKey key = InternalKey.at(cursor);
        return text(key, cursor.value());
    }

    /// All entries of `cursor`, forwards.
    public static List<String> forward(EntryCursor cursor) {
        List<String> found = new ArrayList<>();
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            found.add(at(cursor));
        }
        return found;
    }

    /// All entries of `cursor`, backwards.
    public static List<String> back(EntryCursor cursor) {
        List<String> found = new ArrayList<>();
        for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
            found.add(at(cursor));
        }
        return found;
    }

    /// What a cursor over `mutations`, numbered from 1 on, is to show.
    public static List<String> sorted(List<Mutation> mutations) {
        return numbered(mutations).stream()
                .sorted(Comparator.comparing(Numbered::key))
                .map(Numbered::toString)
                .toList();
    }

    /// The mutations, numbered from 1 on.
    public static List<Numbered> numbered(List<Mutation> mutations) {
        List<Numbered> numbered = new ArrayList<>();
        for (Mutation mutation : mutations) {
            numbered.add(new Numbered(numbered.size() + 1, mutation));
        }
        return numbered;
    }

    private static Bytes key(int number) {
        return Bytes.utf8("a".repeat(number % 3) + (char) ('a' + number / 3));
    }

    private static String text(InternalKey key, Bytes value) {
        String end = EntryTag.isPut(key.tag()) ? "=" + value.toUtf8() : " deleted";
        return key.userKey().toUtf8() + "@" + key.sequence() + end;
    }

    /// A mutation with its sequence number.
    public record Numbered(long sequence, Mutation mutation) {
        /// The internal key.
        public InternalKey key() {
            return InternalKey.of(mutation, sequence);
        }

        @Override
        public String toString() {
            return text(key(), mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY);
        }
    }
}
