package dev.cairn.rpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RemoteCore;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/// A store in another process, with the promises of one in this process, as far as a network lets it keep
/// them.
///
/// | call | goes as |
/// |---|---|
/// | [#get], [#write], [#compareAndSet] | one request, sent until it is answered or given up: [RemoteCore] |
/// | [#snapshot] | a snapshot that the server keeps as long as this one asks for it, again and again |
/// | [#scan] | a snapshot, and a stream of rows for each direction that the cursor takes |
///
/// What differs from a store in this process:
///
/// - A write whose answer is lost for good throws [StoreException.UnknownOutcome]; a read throws
///   [StoreException.Unavailable].
/// - A snapshot, or a cursor, that the server has given up (because it was started anew, or heard nothing
///   for long) throws [StoreException.Closed]: no retry brings it back, another one does.
///
/// An interrupt ends no call, and is kept for the caller. Thread-safe; cursors are confined to one thread
/// each.
public final class RemoteStore implements KeyValueStore, StoreCore {
    /// How long the end of a session is waited for, which is a courtesy: the server forgets it anyway some
    /// time.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final StoreWire wire;
    private final RemoteOptions options;
    private final Env env;
    private final RemoteCore core;

    private RemoteStore(StoreWire wire, RemoteOptions options, Env env) {
        this.wire = wire;
        this.options = options;
        this.env = env;
        RandomGenerator own = new SplittableRandom(env.random().nextLong());
        this.core = RemoteCore.over(wire, options.retry(), env.clock(), env.background(), own);
    }

    /// The store at the other end of `wire`. Nothing is sent before the first call.
    ///
    /// @param wire closed with the store
    /// @param env to be closed after the store
    public static RemoteStore open(StoreWire wire, RemoteOptions options, Env env) {
        return new RemoteStore(wire, options, env);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return done(submitGet(key));
    }

    @Override
    public void write(WriteBatch batch) {
        done(submitWrite(batch));
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return done(submitCompareAndSet(key, expected, replacement));
    }

    @Override
    public Snapshot snapshot() {
        return new RemoteSnapshot(core, wire, openLease());
    }

    @Override
    public Cursor scan(KeyRange range) {
        SnapshotLease lease = openLease();
        return new RemoteCursor(core, wire, lease, range);
    }

    /// What the server's store holds and has done.
    ///
    /// @throws StoreException.Refused if its engine keeps no figures
    public Report stats() {
        return done(core.submit(new Request.Stats(), Reply.Figures.class, Reply.Figures::report));
    }

    /// Has the server write what is in memory to a table, and waits for it.
    ///
    /// @throws StoreException.Refused if its engine has no tables
    /// @throws StoreException.Unavailable if it was not answered; it may have been done, or be done yet
    public Report flush() {
        return operate(new Request.Flush());
    }

    /// Has the server merge what its tables hold of `range`, and waits for it.
    ///
    /// @throws StoreException.Refused if its engine merges nothing
    /// @throws StoreException.Unavailable if it was not answered; it may have been done, or be done yet
    public Report compact(KeyRange range) {
        return operate(new Request.Compact(range));
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return core.submitGet(key);
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return core.submitWrite(batch);
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return core.submitWriteIf(key, expected, batch);
    }

    /// Fails what is under way, as closed or as unknown, ends the session if the server can be reached, and
    /// gives up the connection. Does not wait for answers that are missing.
    @Override
    public void close() {
        try {
            core.shutDown(FAREWELL).join();
        } finally {
            wire.close();
        }
    }

    private Report operate(Request request) {
        return done(core.submitPatiently(request, options.patience(), Reply.Figures.class, Reply.Figures::report));
    }

    private SnapshotLease openLease() {
        Reply.SnapshotOpened opened =
                done(core.submit(new Request.OpenSnapshot(), Reply.SnapshotOpened.class, reply -> reply));
        return SnapshotLease.keep(core, env.background(), opened);
    }

    /// What the future brings, or throws what it failed with. (`join` keeps an interrupt for later by
    /// itself.)
    static <T> T done(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof StoreException failure ? failure : wrapped;
        }
    }
}
