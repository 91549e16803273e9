package dev.cairn.rpc;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One snapshot that a server keeps, as long as somebody here holds it: a snapshot, or cursors that came
/// from it.
///
/// It is renewed in the background after each third of its time to live, so that two renewals may be lost.
/// When the last holder has let go, the server is told so, once and without waiting; what it does not hear
/// it finds out by time.
///
/// Thread-safe.
final class SnapshotLease {
    private static final int RENEWALS_PER_TIME_TO_LIVE = 3;

    private final RemoteCore core;
    private final long snapshot;
    private final Background.Handle renewing;
    private int holders = 1;
    private volatile boolean isGone;

    private SnapshotLease(RemoteCore core, Background background, Reply.SnapshotOpened opened) {
        this.core = core;
        this.snapshot = opened.snapshot();
        this.renewing = background.start(new Renewal(opened.timeToLive().dividedBy(RENEWALS_PER_TIME_TO_LIVE)));
    }

    /// Keeps what was opened, for one holder.
    static SnapshotLease keep(RemoteCore core, Background background, Reply.SnapshotOpened opened) {
        return new SnapshotLease(core, background, opened);
    }

    /// What the server calls it.
    long snapshot() {
        return snapshot;
    }

    /// One holder more.
    ///
    /// @throws StoreException.Closed if nobody holds it any more: the server may have been told so
    @Exercise("4.14")
    synchronized void hold() {
        if (holders == 0) {
            throw new StoreException.Closed("the snapshot");
        }
        holders++;
    }

    /// One holder less; each calls this once. After the last one there are no more renewals, and the server is
    /// [#told] to close the snapshot, outside of the lock and without waiting for its answer.
    @Exercise("4.14")
    void letGo() {
        synchronized (this) {
            holders--;
            if (holders > 0) {
                return;
            }
        }
        renewing.cancel();
        var _ = told(new Request.CloseSnapshot(snapshot));
    }

    private CompletableFuture<Boolean> told(Request request) {
        return core.submit(request, Reply.Done.class, _ -> true);
    }

    /// Asks for the snapshot, so that the server keeps it.
    private final class Renewal implements Job {
        private final Duration pause;
        private boolean isBegun;

        Renewal(Duration pause) {
            this.pause = pause;
        }

        @Override
        public String name() {
            return "renew-snapshot";
        }

        /// Has the server renew the snapshot ([#told]), and comes again after the pause; the first time it
        /// only comes again, since the snapshot is fresh. If the answer says that the snapshot is closed, it
        /// is gone ([#isGone]): the future fails with [StoreException.Closed] as it is, not wrapped. Any
        /// other failure may pass. Nothing more is to be done if it is gone, or the client was shut down.
        @Exercise("4.14")
        @Override
        public Next step() {
            if (isGone || core.isShutDown()) {
                return Job.done();
            }
            if (isBegun) {
                var _ = told(new Request.RenewSnapshot(snapshot)).whenComplete((_, failure) -> {
                    isGone |= failure instanceof StoreException.Closed;
                });
            }
            isBegun = true;
            return Job.after(pause);
        }
    }
}
