package dev.cairn.rpc.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.cli.bench.system.OwnProcess;
import dev.cairn.lsm.cli.bench.system.Quiet;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.cli.bench.subject.BenchedStore;
import dev.cairn.rpc.cli.bench.subject.CairnServer;
import dev.cairn.rpc.cli.bench.subject.EtcdStore;
import dev.cairn.rpc.cli.bench.subject.OwnStore;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.grpc.GrpcWire;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// The process of the clients of one subject and one round: loads the rows of an [RpcPlan], which comes
/// as its argument, runs its workloads, and prints each [RpcResult] as a line of JSON. In the end it
/// reads all rows again.
public final class RpcClient {
    private static final Codec<RpcPlan> PLANS = Codecs.json(RpcPlan.class);
    private static final Codec<RpcResult> RESULTS = Codecs.json(RpcResult.class);

    /// Names of what is done beside the workloads, in the result of one that failed.
    private static final String LOAD = "load";

    private static final String VERIFY = "verify";
    private static final int LOADING_CLIENTS_MAX = 64;
    private static final Duration BEHIND_MAX = Duration.ofSeconds(20);
    private static final double NANOS_PER_SECOND = 1e9;

    private final RpcPlan plan;
    private final PrintStream out;
    private final LongSupplier serverCpu;
    private String doing = LOAD;
    private int clients = 1;

    private RpcClient(RpcPlan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
        this.serverCpu = new ProcessorTime(plan.serverPid());
    }

    /// Runs the plan in `args[0]`.
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        new RpcClient(PLANS.decode(Bytes.utf8(args[0])), out).run();
    }

    /// Runs all that is planned, up to the first failure, which is a result as well.
    private void run() throws InterruptedException {
        try (ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
                Env env = Env.real(1)) {
            List<BenchedStore> connections = connections(answers, env);
            try {
                runAll(connections);
            } catch (ExecutionException failure) {
                String what = String.valueOf(failure.getCause()).replaceAll("\\s+", " ");
                print(RpcResult.failed(plan.subject(), doing, clients, what));
            } finally {
                connections.forEach(BenchedStore::close);
            }
        }
    }

    private List<BenchedStore> connections(ExecutorService answers, Env env) {
        int count = ClosedLoop.connectionsOf(plan.clientsMax());
        ChannelOptions channels = ChannelOptions.defaults(answers);
        return switch (Subject.named(plan.subject())) {
            case CAIRN ->
                many(
                        count,
                        () -> new OwnStore(RemoteStore.open(
                                GrpcWire.to(List.of(plan.endpoint()), channels), RemoteOptions.DEFAULT, env)));
            case ETCD -> {
                List<BenchedStore> stores = many(count, () -> new EtcdStore(channels.open(plan.endpoint())));
                stores.forEach(each -> ((EtcdStore) each).awaitReady());
                yield stores;
            }
            case IN_PROCESS -> {
                BenchedStore store =
                        new OwnStore(CairnServer.open(Path.of(plan.directory()), SyncPolicy.parse(plan.sync())));
                yield many(count, () -> store);
            }
        };
    }

    private static List<BenchedStore> many(int count, java.util.function.Supplier<BenchedStore> opening) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(_ -> opening.get()).toList());
    }

    private void runAll(List<BenchedStore> connections) throws InterruptedException, ExecutionException {
        BenchRows rows = new BenchRows(plan.seed(), plan.valueBytes(), plan.rows());
        ClosedLoop loop = new ClosedLoop(connections, rows, plan.scanRows(), plan.seed());
        loop.load(Math.min(LOADING_CLIENTS_MAX, plan.clientsMax()));
        for (int count : plan.clients()) {
            for (String workload : plan.workloads()) {
                doing = workload;
                clients = count;
                print(measured(RpcWorkload.named(workload), loop));
            }
        }
        doing = VERIFY;
        loop.verify();
    }

    private RpcResult measured(RpcWorkload workload, ClosedLoop loop) throws InterruptedException, ExecutionException {
        loop.run(workload, clients, seconds(plan.warmUpSeconds()));
        awaitQuiet(workload);
        long serverBefore = serverCpu.getAsLong();
        long clientBefore = OwnProcess.cpuNanos();
        ClosedLoop.Done done = loop.run(workload, clients, seconds(plan.seconds()));
        awaitQuiet(workload);
        return new RpcResult(
                plan.subject(),
                workload.label(),
                clients,
                done.operations(),
                done.bytes(),
                done.nanos(),
                new RpcResult.Latency(
                        done.latencies().getValueAtPercentile(50),
                        done.latencies().getValueAtPercentile(99),
                        done.latencies().getValueAtPercentile(99.9),
                        done.latencies().getMaxValue()),
                serverCpu.getAsLong() - serverBefore,
                OwnProcess.cpuNanos() - clientBefore,
                "");
    }

    /// What writers have left behind belongs to them: flushes and merges.
    private void awaitQuiet(RpcWorkload workload) {
        if (workload != RpcWorkload.PUT) {
            return;
        }
        LongSupplier busy = plan.serverPid() == 0 ? OwnProcess::cpuNanos : serverCpu;
        var _ = new Quiet(busy, System::nanoTime, LockSupport::parkNanos).await(BEHIND_MAX);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }

    private void print(RpcResult result) {
        out.println(RESULTS.encode(result).toUtf8());
        out.flush();
    }
}
