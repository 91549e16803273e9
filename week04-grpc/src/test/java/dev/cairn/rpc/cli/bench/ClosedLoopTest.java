package dev.cairn.rpc.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.cli.bench.subject.BenchedStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A benchmark is only worth something if it notices a store that answers quickly and wrongly.
final class ClosedLoopTest {
    private static final int ROWS = 40;

    private final MapStore store = new MapStore();
    private final BenchRows rows = new BenchRows(7, 20, ROWS);
    private final ClosedLoop loop = new ClosedLoop(List.of(store, store), rows, 10, 7);

    @Test
    void what_was_written_and_read_is_counted() throws Exception {
        assertThat(loop.load(3).operations()).isEqualTo(ROWS);
        ClosedLoop.Done scanned = loop.run(RpcWorkload.SCAN, 3, Duration.ZERO);

        assertThat(scanned.operations()).isEqualTo(3 * 10);
        assertThat(scanned.bytes()).isEqualTo(3 * 10 * 36);
        assertThat(scanned.latencies().getTotalCount()).isEqualTo(3);
    }

    @Test
    void every_client_writes_rows_of_its_own() throws Exception {
        loop.load(32);
        ClosedLoop.Done put = loop.run(RpcWorkload.PUT, 32, Duration.ofMillis(20));
        loop.verify();

        assertThat(put.operations()).isGreaterThanOrEqualTo(32);
        assertThat(put.latencies().getTotalCount()).isEqualTo(put.operations());
    }

    @Test
    void a_put_that_was_acknowledged_and_forgotten_is_noticed() throws Exception {
        loop.load(1);
        store.isForgetting = true;
        loop.run(RpcWorkload.PUT, 1, Duration.ZERO);

        assertThatThrownBy(loop::verify)
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("was acknowledged in version 2, but found is another value of 20 bytes");
    }

    @Test
    void a_row_that_is_missing_is_noticed_by_a_scan_and_by_a_get() throws Exception {
        loop.load(1);
        store.map.remove(BenchRows.key(ROWS - 1));
        assertThatThrownBy(loop::verify).hasMessageContaining("a scan of 40 rows found 39");

        store.map.clear();
        assertThatThrownBy(() -> loop.run(RpcWorkload.GET, 1, Duration.ZERO))
                .hasMessageContaining("was acknowledged in version 1, but found is nothing");
    }

    @Test
    void a_row_that_nobody_asked_for_is_noticed() throws Exception {
        loop.load(1);
        store.map.remove(BenchRows.key(3));
        assertThatThrownBy(loop::verify).hasMessageContaining("where row 3 stands");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "16,1", "17,2", "64,4"})
    void sixteen_clients_share_a_connection(int clients, int connections) {
        assertThat(ClosedLoop.connectionsOf(clients)).isEqualTo(connections);
    }

    /// A store that can be told to acknowledge what it does not do. Thread-safe.
    private static final class MapStore implements BenchedStore {
        private final ConcurrentSkipListMap<Bytes, Bytes> map = new ConcurrentSkipListMap<>();
        private volatile boolean isForgetting;

        @Override
        public void put(Bytes key, Bytes value) {
            if (!isForgetting) {
                map.put(key, value);
            }
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return Optional.ofNullable(map.get(key));
        }

        @Override
        public void scan(Bytes from, Bytes to, BiConsumer<Bytes, Bytes> row) {
            map.subMap(from, to).forEach(row);
        }

        @Override
        public void close() {
            map.clear();
        }
    }
}
