package dev.cairn.rpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RemoteCore;
import java.util.Optional;
import java.util.OptionalLong;

/// A moment of a store far away.
///
/// Thread-safe.
final class RemoteSnapshot implements Snapshot {
    private final RemoteCore core;
    private final StoreWire wire;
    private final SnapshotLease lease;
    private boolean isClosed;

    /// @param lease held for this snapshot
    RemoteSnapshot(RemoteCore core, StoreWire wire, SnapshotLease lease) {
        this.core = core;
        this.wire = wire;
        this.lease = lease;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        synchronized (this) {
            refuseIfClosed();
        }
        return RemoteStore.done(core.submitGet(key, OptionalLong.of(lease.snapshot())));
    }

    @Override
    public synchronized Cursor scan(KeyRange range) {
        refuseIfClosed();
        lease.hold();
        return new RemoteCursor(core, wire, lease, range);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        lease.letGo();
    }

    private void refuseIfClosed() {
        if (isClosed || core.isShutDown()) {
            throw new StoreException.Closed(isClosed ? "the snapshot" : "the remote store");
        }
    }
}
