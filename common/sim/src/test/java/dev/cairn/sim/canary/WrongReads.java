package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.store.ForwardingCursor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Mistakes in what a read, a scan or a snapshot shows.
final class WrongReads {
    private WrongReads() {}

    /// Answers every second read of a key with the value before the newest.
    static KeyValueStore readIsStale(KeyValueStore right) {
        Map<Bytes, Optional<Bytes>> before = new ConcurrentHashMap<>();
        return new AlmostRight(right) {
            @Override
            public void write(WriteBatch batch) {
                batch.mutations().forEach(mutation -> before.put(mutation.key(), super.get(mutation.key())));
                super.write(batch);
            }

            @Override
            public Optional<Bytes> get(Bytes key) {
                Optional<Bytes> now = super.get(key);
                Optional<Bytes> stale = before.remove(key);
                return stale == null ? now : stale;
            }
        };
    }

    static KeyValueStore upperBoundIsIgnored(KeyValueStore right) {
        return rescanning(right, range -> new KeyRange(range.from(), Optional.empty()));
    }

    static KeyValueStore lowerBoundIsExcluded(KeyValueStore right) {
        Bytes smallest = Bytes.hex("00");
        return rescanning(right, range -> new KeyRange(range.from().map(from -> from.concat(smallest)), range.to()));
    }

    /// Keeps every key with its sign bits turned over, so that 0x80 comes before 0x7f.
    static KeyValueStore keysAreOrderedAsSigned(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public Optional<Bytes> get(Bytes key) {
                return super.get(turned(key));
            }

            @Override
            public void write(WriteBatch batch) {
                WriteBatch.Builder turned = WriteBatch.builder();
                for (Mutation mutation : batch.mutations()) {
                    switch (mutation) {
                        case Mutation.Put put -> turned.put(turned(put.key()), put.value());
                        case Mutation.Delete delete -> turned.delete(turned(delete.key()));
                    }
                }
                super.write(turned.build());
            }

            @Override
            public Cursor scan(KeyRange range) {
                KeyRange turned = new KeyRange(
                        range.from().map(WrongReads::turned), range.to().map(WrongReads::turned));
                return new ForwardingCursor(super.scan(turned)) {
                    @Override
                    public Bytes key() {
                        return turned(super.key());
                    }
                };
            }
        };
    }

    static KeyValueStore snapshotSeesLaterWrites(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public Snapshot snapshot() {
                return new NotASnapshot(this);
            }
        };
    }

    /// A cursor that looks for its next row in the newest state.
    static KeyValueStore cursorSeesLaterWrites(KeyValueStore right) {
        return withCursors(right, range -> new ForwardingCursor(right.scan(range)) {
            @Override
            public boolean next() {
                if (!isOnRow()) {
                    return super.next() && seek(super.key());
                }
                Bytes after = key().concat(Bytes.hex("00"));
                try (Cursor newest = right.scan(range)) {
                    return newest.seek(after) ? super.seek(newest.key()) || super.last() : super.seek(after);
                }
            }
        });
    }

    static KeyValueStore previousAfterNextSkips(KeyValueStore right) {
        return withCursors(right, range -> new ForwardingCursor(right.scan(range)) {
            private boolean cameForward;

            @Override
            public boolean next() {
                cameForward = true;
                return super.next();
            }

            @Override
            public boolean previous() {
                boolean skips = cameForward;
                cameForward = false;
                return (!skips || super.previous()) && super.previous();
            }
        });
    }

    static KeyValueStore seekOnlyGoesForward(KeyValueStore right) {
        return withCursors(right, range -> new ForwardingCursor(right.scan(range)) {
            @Override
            public boolean seek(Bytes key) {
                return (isOnRow() && key.compareTo(key()) < 0) || super.seek(key);
            }
        });
    }

    static KeyValueStore closedStoreAnswers(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public void close() {}
        };
    }

    private static KeyValueStore rescanning(KeyValueStore right, UnaryOperator<KeyRange> mistake) {
        return withCursors(right, range -> right.scan(mistake.apply(range)));
    }

    private static KeyValueStore withCursors(KeyValueStore right, Function<KeyRange, Cursor> cursors) {
        return new AlmostRight(right) {
            @Override
            public Cursor scan(KeyRange range) {
                return cursors.apply(range);
            }
        };
    }

    private static Bytes turned(Bytes key) {
        byte[] bytes = key.toArray();
        for (int each = 0; each < bytes.length; each++) {
            bytes[each] ^= (byte) 0x80;
        }
        return Bytes.wrap(bytes);
    }

    /// Shows the store as it is, whatever it was.
    private record NotASnapshot(KeyValueStore store) implements Snapshot {
        @Override
        public Optional<Bytes> get(Bytes key) {
            return store.get(key);
        }

        @Override
        public Cursor scan(KeyRange range) {
            return store.scan(range);
        }

        @Override
        public void close() {}
    }
}
