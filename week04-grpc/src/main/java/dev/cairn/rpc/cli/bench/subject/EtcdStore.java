package dev.cairn.rpc.cli.bench.subject;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.cli.bench.subject.EtcdMessages.Page;
import dev.cairn.rpc.cli.bench.subject.EtcdMessages.Put;
import dev.cairn.rpc.cli.bench.subject.EtcdMessages.Range;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// One connection to etcd. Reads are linearizable, which is its default. It answers a range in one
/// message, so a scan asks for pages of [#PAGE_ROWS], all of the revision of the first one.
///
/// Thread-safe.
public final class EtcdStore implements BenchedStore {
    /// Rows of a page.
    public static final int PAGE_ROWS = 1_000;

    private static final int DEADLINE_SECONDS = 30;
    private static final Bytes ZERO = Bytes.copyOf((byte) 0);

    private final ManagedChannel channel;

    /// @param channel closed with this one
    public EtcdStore(ManagedChannel channel) {
        this.channel = channel;
    }

    /// Waits until the server answers.
    ///
    /// @throws StoreException.Failed if it does not
    public void awaitReady() {
        call(EtcdMessages.RANGE, new Range(ZERO, Bytes.EMPTY, 1, 0), CallOptions.DEFAULT.withWaitForReady());
    }

    @Override
    public void put(Bytes key, Bytes value) {
        call(EtcdMessages.PUT, new Put(key, value), CallOptions.DEFAULT);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        Page page = call(EtcdMessages.RANGE, new Range(key, Bytes.EMPTY, 0, 0), CallOptions.DEFAULT);
        Check.that(
                page.rows().size() <= 1,
                "asked for one row, etcd gave %s",
                page.rows().size());
        return page.rows().stream().findFirst().map(Row::value);
    }

    @Override
    public void scan(Bytes from, Bytes to, BiConsumer<Bytes, Bytes> row) {
        Page page = call(EtcdMessages.RANGE, new Range(from, to, PAGE_ROWS, 0), CallOptions.DEFAULT);
        hand(page.rows(), row);
        long revision = page.revision();
        while (page.isMore()) {
            Bytes next = page.rows().getLast().key().concat(ZERO);
            page = call(EtcdMessages.RANGE, new Range(next, to, PAGE_ROWS, revision), CallOptions.DEFAULT);
            hand(page.rows(), row);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static void hand(List<Row> rows, BiConsumer<Bytes, Bytes> taker) {
        rows.forEach(row -> taker.accept(row.key(), row.value()));
    }

    private <Q, A> A call(MethodDescriptor<Q, A> method, Q question, CallOptions options) {
        try {
            return ClientCalls.futureUnaryCall(
                            channel.newCall(method, options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)),
                            question)
                    .get();
        } catch (ExecutionException e) {
            throw new StoreException.Failed("etcd did not answer: " + e.getCause(), new IOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.Failed("interrupted while etcd was asked", new IOException(e));
        }
    }
}
