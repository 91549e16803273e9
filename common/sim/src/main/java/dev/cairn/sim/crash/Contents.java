package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All rows of a store at one moment, and a number that stands for them.
///
/// The number is the sum of one for each row, so that a recovered store is compared with what is allowed while it
/// is read, without building a map.
///
/// Immutable.
final class Contents {
    static final Contents NONE = new Contents(new TreeMap<>());

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int DIFFERENCES_SHOWN_MAX = 6;

    private final SortedMap<Bytes, Bytes> rows;
    private final long hash;

    private Contents(SortedMap<Bytes, Bytes> rows) {
        this.rows = rows;
        this.hash = rows.entrySet().stream()
                .mapToLong(row -> rowHash(row.getKey(), row.getValue()))
                .sum();
    }

    /// Everything that `view` shows.
    static Contents of(ReadView view) {
        SortedMap<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.put(cursor.key(), cursor.value());
            }
        }
        return new Contents(rows);
    }

    /// The number that stands for everything that `view` shows, in order.
    static long hashOf(ReadView view) {
        long sum = 0;
        Bytes previous = null;
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                Bytes key = cursor.key();
                if (previous != null && previous.compareTo(key) >= 0) {
                    throw new Finding(Invariant.MODEL, "a scan shows key " + key + " after " + previous);
                }
                sum += rowHash(key, cursor.value());
                previous = key;
            }
        }
        return sum;
    }

    /// The number of one more row.
    static long rowHash(Bytes key, Bytes value) {
        long mixed = mix(mix(MULTIPLIER, key), value);
        return mixed ^ (mixed >>> 31);
    }

    long hash() {
        return hash;
    }

    Optional<Bytes> get(Bytes key) {
        return Optional.ofNullable(rows.get(key));
    }

    Contents with(WriteBatch batch) {
        SortedMap<Bytes, Bytes> changed = new TreeMap<>(rows);
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put put -> changed.put(put.key(), put.value());
                case Mutation.Delete delete -> changed.remove(delete.key());
            }
        }
        return new Contents(changed);
    }

    Contents with(Bytes key, Optional<Bytes> value) {
        SortedMap<Bytes, Bytes> changed = new TreeMap<>(rows);
        value.ifPresentOrElse(bytes -> changed.put(key, bytes), () -> changed.remove(key));
        return new Contents(changed);
    }

    /// How these rows differ from `expected`, in words.
    String differenceFrom(Contents expected) {
        List<String> differences = new ArrayList<>();
        SortedMap<Bytes, Bytes> all = new TreeMap<>(expected.rows);
        all.putAll(rows);
        for (Bytes key : all.keySet()) {
            Optional<Bytes> here = get(key);
            Optional<Bytes> there = expected.get(key);
            if (!here.equals(there)) {
                differences.add(key + " is " + here.map(Bytes::toString).orElse("absent") + " instead of "
                        + there.map(Bytes::toString).orElse("absent"));
            }
        }
        int more = differences.size() - DIFFERENCES_SHOWN_MAX;
        return String.join("; ", differences.subList(0, Math.min(differences.size(), DIFFERENCES_SHOWN_MAX)))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contents that && hash == that.hash && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }

    @Override
    public String toString() {
        return rows.toString();
    }

    private static long mix(long hash, Bytes bytes) {
        long mixed = (hash ^ bytes.length()) * MULTIPLIER;
        for (int i = 0; i < bytes.length(); i++) {
            mixed = (mixed ^ bytes.at(i)) * MULTIPLIER;
            mixed ^= mixed >>> 32;
        }
        return mixed;
    }
}
