package dev.cairn.cluster.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.RemoteStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// What the image promises: docs/containers.md. One image is built for all tests.
@Tag("full")
@NeedsEngine
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class ContainerTest {
    private static final int WRITERS = 8;
    private static final int AHEAD_MAX = 32;
    private static final int ACKNOWLEDGED_MIN = 500;
    private static final long MEBIBYTE = 1 << 20;
    private static final long IMAGE_BYTES_MAX = 170 * MEBIBYTE;

    private static CairnImage image;

    @BeforeAll
    static void build() throws Exception {
        image = CairnImage.build();
    }

    @AfterAll
    static void remove() {
        if (image != null) {
            image.close();
        }
    }

    @Test
    void a_node_serves_rows_as_nobody_in_particular_with_nothing_to_write_on_but_its_volume() {
        try (Volume volume = Volume.make();
                Box box = Box.start(Box.Plan.open(image, volume, "--compression", "zstd"));
                Client client = box.client()) {
            client.store().put(Bytes.utf8("k"), Bytes.utf8("v".repeat(10_000)));
            var _ = client.store().flush();

            assertThat(client.store().get(Bytes.utf8("k"))).contains(Bytes.utf8("v".repeat(10_000)));
            assertThat(box.users()).isNotEmpty().containsOnly("10001");
        }
    }

    @Test
    void what_was_acknowledged_before_a_kill_is_there_after_it() throws Exception {
        try (Volume volume = Volume.make()) {
            List<String> acknowledged;
            try (Box box = Box.start(Box.Plan.open(image, volume))) {
                acknowledged = writtenUntil(box, box::kill);
                assertThat(stateOf(box).getExitCodeLong())
                        .as("128 and the number of SIGKILL")
                        .isEqualTo(128 + 9);
            }
            assertThat(keysOn(volume)).containsAll(acknowledged);
        }
    }

    @Test
    void a_stop_under_load_ends_in_good_order_and_loses_nothing() throws Exception {
        try (Volume volume = Volume.make()) {
            List<String> acknowledged;
            try (Box box = Box.start(Box.Plan.open(image, volume, "--log", "info"))) {
                acknowledged = writtenUntil(box, box::stop);
                assertThat(stateOf(box).getExitCodeLong()).as(box.log()).isZero();
                assertThat(box.log()).contains("draining").contains("stopped");
            }
            assertThat(keysOn(volume)).containsAll(acknowledged);
        }
    }

    @Test
    void a_node_keeps_within_the_memory_that_it_is_given() {
        SplittableRandom random = new SplittableRandom(6);
        try (Volume volume = Volume.make();
                Box box = Box.start(
                        Box.Plan.open(image, volume, "--sync", "every=10ms").withMemoryBytes(256 * MEBIBYTE));
                Client client = box.client()) {
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            byte[] value = new byte[64 * 1024];
            for (int row = 0; row < 1_500; row++) {
                random.nextBytes(value);
                writes.add(client.store()
                        .submitWrite(WriteBatch.builder()
                                .put(Bytes.utf8("row-%05d".formatted(row)), Bytes.copyOf(value))
                                .build()));
                if (row >= AHEAD_MAX) {
                    writes.get(row - AHEAD_MAX).join();
                }
            }
            writes.forEach(CompletableFuture::join);
            assertThat(keysIn(client.store())).hasSize(1_500);
            assertThat(stateOf(box).getOOMKilled()).as("killed for its memory").isFalse();
            assertThat(stateOf(box).getRunning()).isTrue();
        }
    }

    @Test
    void without_a_certificate_nothing_is_served_to_other_machines() {
        try (Volume volume = Volume.make()) {
            Box.Plan asBuilt = new Box.Plan(image.name(), List.of(), List.of(volume.name() + ":/data"), 0);
            Box.Plan naked = new Box.Plan(
                    image.name(), List.of("serve", "--grpc", "0.0.0.0:4610", "--dir", "d"), asBuilt.binds(), 0);

            assertThat(Box.lastWords(asBuilt)).startsWith("cairn: ").contains("/etc/cairn/tls.crt");
            assertThat(Box.lastWords(naked)).startsWith("cairn: will not listen at 0.0.0.0:4610");
        }
    }

    @Test
    void rows_put_over_http_are_there_over_grpc_and_the_engine_calls_the_node_healthy() throws Exception {
        try (Volume volume = Volume.make();
                Box box = Box.start(Box.Plan.open(image, volume, "--http", "0.0.0.0:" + Box.HTTP));
                Client client = box.client();
                HttpClient http =
                        HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            URI keys = URI.create("http://" + box.address(Box.HTTP) + "/keys");
            HttpRequest put = HttpRequest.newBuilder(keys)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString("{\"key\":\"k\",\"value\":\"v\"}"))
                    .build();

            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isBetween(200, 201);
            assertThat(client.store().get(Bytes.utf8("k"))).contains(Bytes.utf8("v"));
            box.awaitHealthy();
        }
    }

    @Test
    void as_built_it_serves_over_tls_those_who_have_a_token(@TempDir Path home) throws Exception {
        Secrets secrets = Secrets.makeIn(home);
        try (Volume volume = Volume.make();
                Box box = Box.start(Box.Plan.asBuilt(image, volume, secrets));
                Client friend = box.client(secrets.access());
                Client stranger = box.client(secrets.stranger());
                HttpClient http = HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .sslContext(secrets.trust())
                        .build()) {
            friend.store().put(Bytes.utf8("k"), Bytes.utf8("v"));

            assertThatThrownBy(() -> stranger.store().get(Bytes.utf8("k"))).isInstanceOf(StoreException.Refused.class);
            HttpRequest.Builder get =
                    HttpRequest.newBuilder(URI.create("https://" + box.address(Box.HTTP) + "/get?key=k"));
            assertThat(http.send(get.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
            get.header("authorization", "Bearer " + secrets.token().reveal());
            assertThat(http.send(get.build(), BodyHandlers.ofString()).body().strip())
                    .isEqualTo("v");
            box.awaitHealthy();
            assertThat(box.log()).doesNotContain(secrets.token().reveal());
        }
    }

    @Test
    void the_image_is_small_and_says_how_it_is_run() {
        var built = image.inspect();
        assertThat(built.getSize()).as("bytes of the image").isLessThan(IMAGE_BYTES_MAX);
        var config = Objects.requireNonNull(built.getConfig());
        assertThat(config.getUser()).isEqualTo("10001:10001");
        assertThat(config.getVolumes()).containsOnlyKeys("/data");
        assertThat(config.getEnv()).allMatch(variable -> variable.matches("(PATH|LANG|MALLOC_ARENA_MAX)=.*"));
    }

    private static ContainerState stateOf(Box box) {
        return box.inspect().getState();
    }

    /// What writers have been told is kept, of all that they wrote before, during and after `end`.
    private static List<String> writtenUntil(Box box, Runnable end) throws Exception {
        CountDownLatch begun = new CountDownLatch(ACKNOWLEDGED_MIN);
        List<Future<List<String>>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            try (Client client = box.client()) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    String prefix = writer + "-";
                    writers.add(threads.submit(() -> write(client.store(), prefix, begun)));
                }
                assertThat(begun.await(60, TimeUnit.SECONDS)).as("%s", begun).isTrue();
                end.run();
            }
            List<String> acknowledged = new ArrayList<>();
            for (Future<List<String>> writer : writers) {
                acknowledged.addAll(writer.get());
            }
            return acknowledged;
        }
    }

    /// Ends when the store is closed.
    private static List<String> write(RemoteStore store, String prefix, CountDownLatch begun) {
        List<String> acknowledged = new ArrayList<>();
        try {
            while (true) {
                String key = prefix + acknowledged.size();
                store.put(Bytes.utf8(key), Bytes.EMPTY);
                acknowledged.add(key);
                begun.countDown();
            }
        } catch (StoreException _) {
            return acknowledged;
        }
    }

    private static List<String> keysOn(Volume volume) {
        try (Box box = Box.start(Box.Plan.open(image, volume));
                Client client = box.client()) {
            return keysIn(client.store());
        }
    }

    private static List<String> keysIn(RemoteStore store) {
        List<String> keys = new ArrayList<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                keys.add(cursor.key().toUtf8());
            }
        }
        return keys;
    }
}
