package dev.cairn.lsm.interop;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;

/// A database of another implementation of LevelDB. It flushes when it is opened again, and not on demand.
///
/// @param db the database
public record TheirStore(DB db) implements OpenedStore {
    /// Opens it so that it looks at every checksum, and fills tables soon.
    public static TheirStore open(DBFactory leveldb, Path directory, Options options) {
        try {
            Files.createDirectories(directory);
            return new TheirStore(leveldb.open(
                    directory.toFile(),
                    options.createIfMissing(true).paranoidChecks(true).verifyChecksums(true)));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void write(WriteBatch batch) {
        try (org.iq80.leveldb.WriteBatch theirs = db.createWriteBatch()) {
            for (Mutation mutation : batch.mutations()) {
                switch (mutation) {
                    case Mutation.Put(Bytes key, Bytes value) -> theirs.put(key.toArray(), value.toArray());
                    case Mutation.Delete(Bytes key) -> theirs.delete(key.toArray());
                }
            }
            db.write(theirs);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void flush() {
        // Not in its power.
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return patiently(() -> Optional.ofNullable(db.get(key.toArray()))).map(Bytes::wrap);
    }

    @Override
    public SortedMap<Bytes, Bytes> forward() {
        return patiently(this::rows);
    }

    private SortedMap<Bytes, Bytes> rows() {
        SortedMap<Bytes, Bytes> rows = new TreeMap<>();
        try (DBIterator iterator = db.iterator()) {
            for (iterator.seekToFirst(); iterator.hasNext(); ) {
                Map.Entry<byte[], byte[]> row = iterator.next();
                Bytes key = Bytes.copyOf(row.getKey());
                Assertions.assertThat(rows.isEmpty() || rows.lastKey().compareTo(key) < 0)
                        .as("%s comes in order", key)
                        .isTrue();
                rows.put(key, Bytes.copyOf(row.getValue()));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return rows;
    }

    /// Theirs in Java cannot walk back from the end over several tables, so this walks forward again.
    @Override
    public SortedMap<Bytes, Bytes> backward() {
        return forward();
    }

    /// What `read` gives, asked again if a table was not there: theirs in Java removes what it has merged under
    /// the feet of its readers. A table that ought to be there and is not fails each time.
    private static <T> T patiently(Supplier<T> read) {
        for (int triesLeft = 10; ; triesLeft--) {
            try {
                return read.get();
            } catch (RuntimeException failure) {
                if (triesLeft == 0 || !(failure.getCause() instanceof FileNotFoundException)) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            db.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
