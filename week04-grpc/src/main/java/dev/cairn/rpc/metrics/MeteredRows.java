package dev.cairn.rpc.metrics;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import java.util.concurrent.atomic.LongAdder;

/// The rows of a scan, counted: how many, in how many chunks, and how long it took from the question to
/// its end, the time that its reader took included. A scan that found no room, or a node that takes none
/// any more, was not begun, and is not timed.
///
/// As a scan is: confined to one thread, but for its end.
final class MeteredRows implements ServedRows {
    private final ServedRows rows;
    private final Clock clock;
    private final KindMeter scans;
    private final LongAdder chunkCount;
    private final LongAdder rowCount;
    private final long begunNanos;
    private boolean isBegun;
    private boolean isOver;

    MeteredRows(
            ServedRows rows, Clock clock, long begunNanos, KindMeter scans, LongAdder chunkCount, LongAdder rowCount) {
        this.rows = rows;
        this.clock = clock;
        this.scans = scans;
        this.chunkCount = chunkCount;
        this.rowCount = rowCount;
        this.begunNanos = begunNanos;
    }

    @Override
    public RowChunk next() {
        try {
            RowChunk chunk = rows.next();
            isBegun = true;
            chunkCount.increment();
            rowCount.add(chunk.rows().size());
            if (chunk.isLast()) {
                isOver = true;
                scans.done(nanos());
            }
            return chunk;
        } catch (StoreException failure) {
            failed(rows.problemOf(failure).reason());
            throw failure;
        } catch (RuntimeException bug) {
            failed(Reason.FAILED);
            throw bug;
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

    private void failed(Reason reason) {
        isOver = true;
        if (!isBegun && (reason == Reason.BUSY || reason == Reason.UNAVAILABLE)) {
            scans.refused(reason);
        } else {
            scans.failed(reason, nanos());
        }
    }

    private long nanos() {
        return clock.nanoTime() - begunNanos;
    }
}
