package dev.cairn.sim.crash;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The smallest store that survives everything, if it is built without a [Defect].
///
/// A record is `masked crc | length | mutations`. Opening replays the segments in order, each up to its first bad
/// record, writes all rows as the first record of a new segment, syncs it and its name, and deletes the old ones.
/// That first record begins with a reset, so it may be replayed after what it replaces. A write is one record and
/// one sync.
final class ToyStore implements KeyValueStore {
    private static final int RESET = 0;
    private static final int PUT = 1;
    private static final int DELETE = 2;
    private static final int HEADER_BYTES = 8;
    private static final String LOCK = "LOCK";

    private final Disk disk;
    private final Defect defect;
    private final Promise promise;
    private final Closeable lock;
    private final MemoryStore rows = new MemoryStore();
    private final AppendFile log;
    private @Nullable IOException failure;
    private boolean isClosed;

    private ToyStore(Disk disk, Defect defect, Promise promise, Closeable lock) throws IOException {
        this.disk = disk;
        this.defect = defect;
        this.promise = promise;
        this.lock = lock;
        List<String> old = segments(disk);
        replay(old);
        String name = String.valueOf(old.isEmpty() ? 1 : Long.parseLong(old.getLast()) + 1);
        this.log = disk.create(name);
        begin(old);
    }

    static ToyStore open(Disk disk, Defect defect, Promise promise) {
        try {
            if (defect != Defect.DIRECTORY_TRUSTED || !disk.isDirectory()) {
                disk.makeDirectory();
            }
            Closeable lock = disk.lock(LOCK);
            try {
                return new ToyStore(disk, defect, promise, lock);
            } catch (IOException | RuntimeException e) {
                if (defect != Defect.LOCK_LEAKED) {
                    lock.close();
                }
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException.Failed("cannot open " + disk.describe("") + ": " + e.getMessage(), e);
        }
    }

    static Subject subject(Defect defect) {
        return subject(defect, Promise.DURABLE);
    }

    static Subject subject(Defect defect, Promise promise) {
        return Subject.of(
                        "toy store, %s, defect %s".formatted(promise, defect),
                        promise,
                        (disk, _) -> open(disk, defect, promise))
                .replayedBy("./cairn sim --toy")
                .withOrphans((_, disk) -> {
                    List<String> segments = segments(disk);
                    return defect == Defect.TAIL_NOT_CUT ? List.of() : segments.subList(0, segments.size() - 1);
                });
    }

    /// The names of the segments, oldest first.
    static List<String> segments(Disk disk) throws IOException {
        return disk.list().stream()
                .filter(name -> !name.equals(LOCK))
                .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                .toList();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return rows.scan(range);
    }

    @Override
    public Snapshot snapshot() {
        return rows.snapshot();
    }

    @Override
    public void write(WriteBatch batch) {
        if (failure != null) {
            throw new StoreException.ReadOnly(disk.describe(""), failure);
        }
        if (defect == Defect.SPLIT_BATCH) {
            batch.mutations().forEach(mutation -> log(List.of(mutation)));
        } else {
            log(batch.mutations());
        }
        rows.write(batch);
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        boolean isAsExpected = rows.get(key).equals(expected);
        if (isAsExpected) {
            replacement.ifPresentOrElse(value -> put(key, value), () -> delete(key));
        }
        return isAsExpected;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            try (Closeable _ = lock;
                    AppendFile file = log) {
                rows.close();
                if (promise == Promise.KERNEL && defect != Defect.CLOSE_WITHOUT_SYNC) {
                    file.sync();
                }
            } catch (IOException e) {
                throw new StoreException.Failed("cannot close " + disk.describe(""), e);
            }
        }
    }

    private void begin(List<String> old) throws IOException {
        if (defect == Defect.TAIL_NOT_CUT) {
            disk.syncDirectory();
            return;
        }
        ByteWriter all = new ByteWriter().u8(RESET);
        try (Cursor cursor = rows.scan(KeyRange.all())) {
            while (cursor.next()) {
                encode(all, new Mutation.Put(cursor.key(), cursor.value()));
            }
        }
        log.append(record(all.toBytes()));
        if (defect == Defect.EARLY_DELETE) {
            delete(old);
        }
        if (defect != Defect.ACK_BEFORE_SYNC) {
            log.sync();
        }
        if (defect != Defect.NO_DIRECTORY_SYNC) {
            disk.syncDirectory();
        }
        if (defect != Defect.GARBAGE_LEFT && defect != Defect.EARLY_DELETE) {
            delete(old);
        }
    }

    private void delete(List<String> names) throws IOException {
        for (String name : names) {
            disk.delete(name);
        }
    }

    private void log(List<Mutation> mutations) {
        ByteWriter payload = new ByteWriter();
        mutations.forEach(mutation -> encode(payload, mutation));
        try {
            log.append(record(payload.toBytes()));
        } catch (IOException e) {
            if (defect == Defect.SWALLOWED_ERROR) {
                return;
            }
            failure = e;
            throw new StoreException.Failed("nothing was written to " + disk.describe(""), e);
        }
        if (defect == Defect.ACK_BEFORE_SYNC || promise != Promise.DURABLE) {
            return;
        }
        try {
            log.sync();
        } catch (IOException e) {
            retryOrFail(e);
        }
    }

    private void retryOrFail(IOException first) {
        try {
            if (defect != Defect.SYNC_RETRIED) {
                throw first;
            }
            log.sync();
        } catch (IOException e) {
            failure = e;
            throw new StoreException.UnknownOutcome("it is not known whether the write is durable", e);
        }
    }

    private static void encode(ByteWriter target, Mutation mutation) {
        switch (mutation) {
            case Mutation.Put put -> target.u8(PUT).lengthPrefixed(put.key()).lengthPrefixed(put.value());
            case Mutation.Delete delete -> target.u8(DELETE).lengthPrefixed(delete.key());
        }
    }

    private static ByteBuffer record(Bytes payload) {
        ByteWriter header = new ByteWriter().fixed32(payload.maskedCrc()).fixed32(payload.length());
        return header.raw(payload).asBuffer();
    }

    private void replay(List<String> names) throws IOException {
        for (String name : names) {
            Bytes bytes = read(name);
            int end = replay(bytes);
            if (end < bytes.length() && defect == Defect.TORN_IS_FATAL) {
                throw new StoreException.Corrupt(disk.describe(name), end, "a record", "damage");
            }
            if (end < bytes.length() && defect == Defect.TAIL_NOT_CUT) {
                return;
            }
        }
    }

    private Bytes read(String name) throws IOException {
        try (ReadFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            file.read(0, bytes);
            return Bytes.wrap(bytes.array());
        }
    }

    /// @return where the first bad record begins
    private int replay(Bytes bytes) {
        int start = 0;
        while (bytes.length() - start >= HEADER_BYTES) {
            ByteReader reader = new ByteReader(bytes.slice(start, bytes.length()));
            int crc = reader.fixed32();
            int length = reader.fixed32();
            if (length <= 0 || length > reader.remaining()) {
                return start;
            }
            Bytes payload = reader.bytes(length);
            if ((defect != Defect.NO_CHECKSUM && payload.maskedCrc() != crc) || !apply(payload)) {
                return start;
            }
            start += HEADER_BYTES + length;
        }
        return start;
    }

    private boolean apply(Bytes payload) {
        try {
            WriteBatch.Builder batch = WriteBatch.builder();
            ByteReader reader = new ByteReader(payload);
            while (!reader.isAtEnd()) {
                switch (reader.u8()) {
                    case RESET -> reset(batch);
                    case PUT -> batch.put(reader.lengthPrefixed(), reader.lengthPrefixed());
                    default -> batch.delete(reader.lengthPrefixed());
                }
            }
            rows.write(batch.build());
            return true;
        } catch (CorruptBytesException _) {
            return false;
        }
    }

    private void reset(WriteBatch.Builder batch) {
        try (Cursor cursor = rows.scan(KeyRange.all())) {
            while (cursor.next()) {
                batch.delete(cursor.key());
            }
        }
    }
}
