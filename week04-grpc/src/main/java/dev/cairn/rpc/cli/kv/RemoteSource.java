package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.cli.LibraryLogs;
import dev.cairn.rpc.cli.TimeText;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.wal.cli.ReadableStore;
import dev.cairn.wal.cli.StoreSource;
import dev.cairn.wal.cli.WritableStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options `--endpoints`, `--timeout` and `--max-message`, those of [ProtectionOptions], and the store they lead
/// to.
///
/// A picocli mixin; confined to one thread.
@Command
final class RemoteSource implements StoreSource.Any {
    /// The environment variable that stands in for `--endpoints`.
    static final String VARIABLE = "CAIRN_ENDPOINTS";

    /// Threads for pauses and deadlines.
    private static final int THREADS = 1;

    private final StandardStreams streams;

    @Option(
            names = "--endpoints",
            paramLabel = "HOST:PORT,...",
            description = "Where the store is served, one or more of them; default: the environment variable "
                    + VARIABLE + ", else " + Endpoint.DEFAULT_TEXT + ".")
    private @Nullable String endpoints;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long an operation may take, with all its retries; default: 10s, and 10m for flush and"
                    + " compact.")
    private @Nullable String timeout;

    @Option(
            names = "--max-message",
            paramLabel = "BYTES",
            description = "The largest answer that is taken; default: " + ChannelOptions.MESSAGE_BYTES_MAX + ".")
    private @Nullable Integer messageBytesMax;

    @Mixin
    private final ProtectionOptions protection;

    RemoteSource(StandardStreams streams) {
        this.streams = streams;
        this.protection = new ProtectionOptions(streams);
    }

    @Override
    public ReadableStore read() {
        return open();
    }

    @Override
    public WritableStore openOrMake() {
        return open();
    }

    /// Whether it has the operation is the server's to say.
    @Override
    public WritableStore openFor(String operation) {
        return open();
    }

    @Override
    public WritableStore openExisting() {
        return open();
    }

    @Override
    public String promise() {
        return "sync as the server has it";
    }

    @Override
    public Optional<String> advice(StoreException failure) {
        return switch (failure) {
            case StoreException.Unavailable _ ->
                Optional.of("see that 'cairn serve' runs at " + text() + ", or name another with --endpoints");
            case StoreException.Closed closed when closed.isTold() -> Optional.of("scan again");
            default -> Optional.empty();
        };
    }

    /// Nothing is sent yet.
    private WritableStore open() {
        List<String> asked = asked();
        RemoteOptions options = options();
        refuseMessageBytes();
        ClientAccess access = protection.access();
        LibraryLogs.tellTo(NodeLog.none());
        ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
        ChannelOptions defaults = ChannelOptions.defaults(answers).withAccess(access);
        ChannelOptions channels = messageBytesMax == null ? defaults : defaults.withMessageBytesMax(messageBytesMax);
        GrpcWire wire = wireTo(asked, channels, answers);
        Env env = Env.real(THREADS);
        return new RemoteOpened(RemoteStore.open(wire, options, env), env, answers);
    }

    private static GrpcWire wireTo(List<String> asked, ChannelOptions channels, ExecutorService answers) {
        try {
            return GrpcWire.to(asked, channels);
        } catch (RuntimeException refused) {
            answers.close();
            throw refused;
        }
    }

    private List<String> asked() {
        return Arrays.stream(text().split(",", -1)).map(String::strip).toList();
    }

    private String text() {
        return endpoints == null ? streams.environment().getOrDefault(VARIABLE, Endpoint.DEFAULT_TEXT) : endpoints;
    }

    private RemoteOptions options() {
        if (timeout == null) {
            return RemoteOptions.DEFAULT;
        }
        Duration time = TimeText.parse("--timeout", timeout);
        if (time.isZero()) {
            throw new StoreException.Refused("--timeout is \"" + timeout + "\", but must be more than nothing");
        }
        RetryOptions retry = RemoteOptions.DEFAULT.retry();
        Duration attempt = time.compareTo(retry.attempt()) < 0 ? time : retry.attempt();
        return new RemoteOptions(retry.withDeadline(time).withAttempt(attempt), time);
    }

    private void refuseMessageBytes() {
        if (messageBytesMax != null && messageBytesMax < ChannelOptions.MESSAGE_BYTES_MIN) {
            throw new StoreException.Refused("--max-message is " + messageBytesMax + ", but must be at least "
                    + ChannelOptions.MESSAGE_BYTES_MIN);
        }
    }
}
