package dev.cairn.engine.cli;

import dev.cairn.backup.CopyProgress;
import dev.cairn.common.cli.ProgressLine;
import dev.cairn.common.cli.StandardStreams;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A line on the terminal that says how far a copy has come, wiped out when this is closed. Confined to one
/// thread.
final class CheckpointShown implements CopyProgress, AutoCloseable {
    private static final int KIB = 1 << 10;

    private final StandardStreams streams;
    private final String label;
    private final long begunNanos = System.nanoTime();
    private @Nullable ProgressLine line;
    private long bytes;

    CheckpointShown(StandardStreams streams, String label) {
        this.streams = streams;
        this.label = label;
    }

    @Override
    public void done(long done, long bytesTotal) {
        if (line == null) {
            line = new ProgressLine(streams, label, "KiB", OptionalLong.of(bytesTotal), begunNanos);
        }
        bytes = done;
        line.update(done / KIB, done, System.nanoTime());
    }

    /// Bytes that were read, copied or linked.
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (line != null) {
            line.clear();
        }
    }
}
