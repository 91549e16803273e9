package dev.cairn.lsm.interop;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.SortedMap;

/// A store of ours or of theirs, open in some directory of the real disk.
public interface OpenedStore extends AutoCloseable {
    void write(WriteBatch batch);

    /// Brings what is in memory into tables, if that is in its power.
    void flush();

    /// What a get answers.
    Optional<Bytes> get(Bytes key);

    /// All rows, as an iterator shows them from the first to the last.
    SortedMap<Bytes, Bytes> forward();

    /// All rows, as an iterator shows them from the last to the first.
    SortedMap<Bytes, Bytes> backward();

    @Override
    void close();
}
