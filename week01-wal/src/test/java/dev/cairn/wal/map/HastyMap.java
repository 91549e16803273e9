package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A canary: a map that judges a condition first and writes afterwards, so that another write can come between.
///
/// Each of its steps is thread-safe.
public final class HastyMap extends MapOperations {
    private final ModelMap rows = new ModelMap();

    @Override
    synchronized void write(WriteBatch batch) {
        rows.write(batch);
    }

    @Override
    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        Pair now = read();
        boolean isExpected = (key.equals(cell(1)) ? now.first() : now.second()).equals(expected);
        LockSupport.parkNanos(1);
        if (isExpected) {
            write(replacing(key, replacement));
        }
        return isExpected;
    }

    @Override
    synchronized Pair read() {
        return rows.read();
    }
}
