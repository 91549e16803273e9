package dev.cairn.rpc.cli.serve;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A scan that has begun and does not go on, over more rows than a connection holds: as long as it is open,
/// the server has one scan under way.
public final class SlowReader implements AutoCloseable {
    private static final int ROWS = 8;
    private static final int ROW_BYTES = 1 << 20;

    private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
    private final GrpcWire wire;
    private final RowStream rows;

    private SlowReader(String address) {
        wire = GrpcWire.to(List.of(address), ChannelOptions.defaults(answers));
        ScanQuestion all = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
        rows = wire.scan(all, Duration.ofSeconds(30));
        var _ = rows.next();
    }

    /// Puts the rows, and begins to read them.
    public static SlowReader of(String address) {
        ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
        GrpcWire wire = GrpcWire.to(List.of(address), ChannelOptions.defaults(answers));
        try (answers;
                Env env = Env.real(1);
                RemoteStore store = RemoteStore.open(wire, RemoteOptions.DEFAULT, env)) {
            for (int row = 0; row < ROWS; row++) {
                store.put(Bytes.utf8("row:" + row), Bytes.wrap(new byte[ROW_BYTES]));
            }
        }
        return new SlowReader(address);
    }

    @Override
    public void close() {
        try (answers;
                wire) {
            rows.close();
        }
    }
}
