package dev.cairn.rpc.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.cli.bench.subject.BenchedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/// Clients that each ask, wait for the answer, check it, and ask again. Each runs on a virtual thread;
/// sixteen share a connection. Client `c` of `n` writes the rows whose numbers leave `c` when divided by
/// `n`, and reads all.
///
/// Confined to one thread.
final class ClosedLoop {
    static final int CLIENTS_PER_CONNECTION = 16;

    private static final long LATENCY_NANOS_MAX = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final List<BenchedStore> connections;
    private final BenchRows rows;
    private final int scanRows;
    private final long seed;

    ClosedLoop(List<BenchedStore> connections, BenchRows rows, int scanRows, long seed) {
        this.connections = List.copyOf(connections);
        this.rows = rows;
        this.scanRows = Math.min(scanRows, rows.count());
        this.seed = seed;
    }

    /// How many connections so many clients share.
    static int connectionsOf(int clients) {
        return (clients + CLIENTS_PER_CONNECTION - 1) / CLIENTS_PER_CONNECTION;
    }

    /// What the clients have done together.
    record Done(Histogram latencies, long operations, long bytes, long nanos) {}

    /// Runs `workload` with so many clients for about as long.
    ///
    /// @throws ExecutionException if a client failed, or read what nobody wrote
    Done run(RpcWorkload workload, int clients, Duration time) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        return together(clients, client -> repeat(workload, client, clients, begin + time.toNanos()));
    }

    /// Puts every row once.
    Done load(int clients) throws InterruptedException, ExecutionException {
        return together(clients, client -> {
            Client loading = new Client(client, clients);
            for (int row = client; row < rows.count(); row += clients) {
                loading.put(row);
            }
            return loading;
        });
    }

    /// Reads every row.
    ///
    /// @throws ExecutionException if one is not as it was acknowledged
    void verify() throws InterruptedException, ExecutionException {
        var _ = together(1, _ -> {
            Client reading = new Client(0, 1);
            reading.scan(0, rows.count());
            return reading;
        });
    }

    private Client repeat(RpcWorkload workload, int number, int clients, long deadlineNanos) {
        Client client = new Client(number, clients);
        long now = System.nanoTime();
        do {
            client.once(workload);
            long after = System.nanoTime();
            client.latencies.recordValue(after - now);
            now = after;
        } while (now < deadlineNanos);
        return client;
    }

    private Done together(int clients, Work work) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        List<Callable<Client>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            all.add(() -> work.of(client));
        }
        Histogram latencies = new Histogram(LATENCY_NANOS_MAX, DIGITS);
        long operations = 0;
        long bytes = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Client> each : threads.invokeAll(all)) {
                latencies.add(each.get().latencies);
                operations += each.get().operations;
                bytes += each.get().bytes;
            }
        }
        return new Done(latencies, operations, bytes, System.nanoTime() - begin);
    }

    /// What one client does from beginning to end.
    @FunctionalInterface
    private interface Work {
        Client of(int number);
    }

    /// One client. Confined to one thread.
    private final class Client {
        private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, DIGITS);
        private final BenchedStore store;
        private final SplittableRandom random;
        private final int number;
        private final int clients;
        private long operations;
        private long bytes;

        Client(int number, int clients) {
            this.store = connections.get(number % connectionsOf(clients));
            this.random = new SplittableRandom(seed * clients + number);
            this.number = number;
            this.clients = clients;
        }

        void once(RpcWorkload workload) {
            switch (workload) {
                case PUT -> put(random.nextInt(rows.count() / clients) * clients + number);
                case GET -> get(random.nextInt(rows.count()));
                case SCAN -> {
                    int from = random.nextInt(rows.count() - scanRows + 1);
                    scan(from, from + scanRows);
                }
            }
        }

        void put(int row) {
            Bytes value = rows.next(row);
            store.put(BenchRows.key(row), value);
            rows.acknowledge(row);
            count(value);
        }

        private void get(int row) {
            Optional<Bytes> found = store.get(BenchRows.key(row));
            rows.check(row, found);
            count(found.orElse(Bytes.EMPTY));
        }

        void scan(int from, int to) {
            long before = operations;
            store.scan(BenchRows.key(from), BenchRows.key(to), (key, value) -> {
                int expected = Math.toIntExact(from + operations - before);
                if (!key.equals(BenchRows.key(expected))) {
                    throw new IllegalStateException("a scan found " + key + " where row " + expected + " stands");
                }
                rows.check(expected, Optional.of(value));
                count(value);
            });
            if (operations - before != to - from) {
                throw new IllegalStateException("a scan of " + (to - from) + " rows found " + (operations - before));
            }
        }

        private void count(Bytes value) {
            operations++;
            bytes += BenchRows.KEY_BYTES + value.length();
        }
    }
}
