package dev.cairn.wal.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.ReadView;
import java.util.List;

/// An open store, as a command that reads sees it.
public interface ReadableStore extends AutoCloseable {
    /// Its rows.
    ReadView rows();

    /// What a person should know about how it was found, a line each: a torn tail that was dropped.
    List<String> notes();

    /// What it holds and has done, in figures.
    Report stats();

    @Override
    void close();
}
