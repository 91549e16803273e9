package dev.cairn.lsm.threads;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.ReadView;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// What Lincheck's threads do to a small map: keys are 1 and 2, and a value of 0 stands for "no value".
///
/// Extended by whatever is checked, and by what is right by being simple. Thread-safe if the map behind it is.
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "0:2")
public abstract class TwoRows {
    abstract void write(int key, int value);

    /// The value of one key.
    abstract int read(int key);

    /// The values of both keys at one moment, as two digits.
    abstract int readBoth();

    /// Sets one key, or deletes it. One thread does, at most: the others read.
    @Operation(nonParallelGroup = "writer")
    public void set(@Param(name = "key") int key, @Param(name = "value") int value) {
        write(key, value);
    }

    /// The value of one key.
    @Operation
    public int get(@Param(name = "key") int key) {
        return read(key);
    }

    /// The values of both keys, as two digits.
    @Operation
    public int both() {
        return readBoth();
    }

    static Bytes cell(int number) {
        return Bytes.copyOf((byte) number);
    }

    static int number(Optional<Bytes> value) {
        return value.map(bytes -> bytes.at(0)).orElse(0);
    }

    static int bothIn(ReadView view) {
        return 10 * number(view.get(cell(1))) + number(view.get(cell(2)));
    }
}
