package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A sorted collection of rows in memory: the memtable, or one of the maps that it might have been.
sealed interface SortedRows {
    void put(Bytes key, Bytes value);

    /// What is known of a key that is there.
    Object get(Bytes key);

    /// The one that is called so.
    static SortedRows named(String name) {
        return switch (name) {
            case "memtable" -> new InMemtable(new Memtable(new SplittableRandom(1)));
            case "ConcurrentSkipListMap" -> new InMap(new ConcurrentSkipListMap<>());
            case "TreeMap" -> new InMap(new TreeMap<>());
            default -> throw new IllegalArgumentException("there are no rows called " + name);
        };
    }

    /// Which keeps every change with its sequence number. Confined to one thread.
    final class InMemtable implements SortedRows {
        private final Memtable memtable;
        private long sequence;

        private InMemtable(Memtable memtable) {
            this.memtable = memtable;
        }

        @Override
        public void put(Bytes key, Bytes value) {
            memtable.add(++sequence, new Mutation.Put(key, value));
        }

        @Override
        public Object get(Bytes key) {
            return memtable.get(InternalKey.search(key, EntryTag.SEQUENCE_MAX));
        }
    }

    /// Which keeps the last value of each key. As thread-safe as the map.
    record InMap(NavigableMap<Bytes, Bytes> map) implements SortedRows {
        @Override
        public void put(Bytes key, Bytes value) {
            map.put(key, value);
        }

        @Override
        public Object get(Bytes key) {
            return Objects.requireNonNull(map.get(key));
        }
    }
}
