package dev.cairn.rpc.metrics;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import java.util.concurrent.atomic.LongAdder;

/// The rows of a scan, counted: how many, in how many chunks, and how long it took from its opening to
/// its end, the time that its reader took included.
///
/// As a scan is: confined to one thread, but for its end.
final class MeteredRows implements ServedRows {
    private final ServedRows rows;
    private final Clock clock;
    private final KindMeter scans;
    private final LongAdder chunkCount;
    private final LongAdder rowCount;
    private final long openedNanos;
    private boolean isOver;

    MeteredRows(ServedRows rows, Clock clock, KindMeter scans, LongAdder chunkCount, LongAdder rowCount) {
        this.rows = rows;
        this.clock = clock;
        this.scans = scans;
        this.chunkCount = chunkCount;
        this.rowCount = rowCount;
        this.openedNanos = clock.nanoTime();
    }

    @Override
    public RowChunk next() {
        try {
            RowChunk chunk = rows.next();
            chunkCount.increment();
            rowCount.add(chunk.rows().size());
            if (chunk.isLast()) {
                isOver = true;
                scans.done(nanos());
            }
            return chunk;
        } catch (StoreException failure) {
            isOver = true;
            scans.failed(rows.problemOf(failure).reason(), nanos());
            throw failure;
        }
    }

    @Override
    public Problem problemOf(StoreException failure) {
        return rows.problemOf(failure);
    }

    @Override
    public void close() {
        if (!isOver) {
            isOver = true;
            scans.left(nanos());
        }
        rows.close();
    }

    private long nanos() {
        return clock.nanoTime() - openedNanos;
    }
}
