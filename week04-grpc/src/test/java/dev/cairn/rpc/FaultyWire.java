package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// A wire whose scans break when it is told so, and which counts what goes over it.
///
/// Confined to one thread, but for requests of the background.
final class FaultyWire implements StoreWire {
    private final StoreWire wire;
    private final BooleanSupplier breaks;
    private final StoreException failure;
    private final List<ScanQuestion> scans = new ArrayList<>();
    private final List<Long> snapshots = new ArrayList<>();
    private int scansOpen;
    private boolean isClosed;

    /// @param breaks asked before each chunk of a scan
    /// @param failure what a scan that breaks throws
    FaultyWire(StoreWire wire, BooleanSupplier breaks, StoreException failure) {
        this.wire = wire;
        this.failure = failure;
        this.breaks = breaks;
    }

    /// The scans that were asked.
    List<ScanQuestion> scans() {
        return scans;
    }

    /// The snapshots that were opened.
    List<Long> snapshots() {
        return snapshots;
    }

    /// How many of the scans were not given up.
    int scansOpen() {
        return scansOpen;
    }

    /// Whether the connection was given up.
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        return wire.send(request, timeLeft).whenComplete((reply, _) -> {
            if (reply instanceof Reply.SnapshotOpened opened) {
                snapshots.add(opened.snapshot());
            }
        });
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        scans.add(question);
        scansOpen++;
        return new Rows(wire.scan(question, patience));
    }

    @Override
    public void close() {
        isClosed = true;
        wire.close();
    }

    /// Rows that break, and stay broken.
    private final class Rows implements RowStream {
        private final RowStream rows;
        private boolean isGivenUp;
        private boolean isBroken;

        Rows(RowStream rows) {
            this.rows = rows;
        }

        @Override
        public RowChunk next() {
            isBroken |= breaks.getAsBoolean();
            if (isBroken) {
                throw failure;
            }
            return rows.next();
        }

        @Override
        public void close() {
            scansOpen -= isGivenUp ? 0 : 1;
            isGivenUp = true;
            rows.close();
        }
    }
}
