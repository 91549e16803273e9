package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// What Lincheck's threads do to a small map: keys and values are single bytes, 0 stands for "no value".
///
/// Extended by whatever is checked, and by what is right by being simple. Thread-safe if the map behind it is.
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "0:2")
public abstract class MapOperations {
    abstract void write(WriteBatch batch);

    abstract boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement);

    /// The values of both keys at one moment.
    abstract Pair read();

    /// The values of keys 1 and 2. Immutable.
    record Pair(Optional<Bytes> first, Optional<Bytes> second) {}

    /// Sets one key, or deletes it.
    @Operation
    public void set(@Param(name = "key") int key, @Param(name = "value") int value) {
        write(change(WriteBatch.builder(), key, value).build());
    }

    /// Sets both keys at once.
    @Operation
    public void setBoth(@Param(name = "value") int first, @Param(name = "value") int second) {
        write(change(change(WriteBatch.builder(), 1, first), 2, second).build());
    }

    /// Sets one key if it has the expected value.
    @Operation
    public boolean swap(
            @Param(name = "key") int key, @Param(name = "value") int expected, @Param(name = "value") int value) {
        return compareAndSet(cell(key), optional(expected), optional(value));
    }

    /// The values of both keys, as two digits.
    @Operation
    public int both() {
        Pair pair = read();
        return 10 * number(pair.first()) + number(pair.second());
    }

    static WriteBatch replacing(Bytes key, Optional<Bytes> replacement) {
        return change(WriteBatch.builder(), key.at(0), number(replacement)).build();
    }

    static Bytes cell(int number) {
        return Bytes.copyOf((byte) number);
    }

    private static Optional<Bytes> optional(int value) {
        return value == 0 ? Optional.empty() : Optional.of(cell(value));
    }

    private static int number(Optional<Bytes> value) {
        return value.map(bytes -> bytes.at(0)).orElse(0);
    }

    private static WriteBatch.Builder change(WriteBatch.Builder batch, int key, int value) {
        return value == 0 ? batch.delete(cell(key)) : batch.put(cell(key), cell(value));
    }
}
