package dev.cairn.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.cairn.web.server.RawClient.Answer;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of requests that are none, against one server: each ends in an answer or a close, and nothing
/// is left of any of them.
@Timeout(120)
final class MalformedHttpTest {
    private static final int AT_ONCE = 64;
    private static final long MEBIBYTE = 1024 * 1024;

    private static final WebOptions.Times TIMES = new WebOptions.Times(
            Duration.ofMillis(60),
            Duration.ofMillis(60),
            Duration.ofMillis(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(40));

    @Test
    void a_thousand_hostile_requests_leave_nothing_behind() throws Exception {
        leavesNothingBehind(1_000);
    }

    @Test
    @Tag("full")
    void ten_thousand_hostile_requests_leave_nothing_behind() throws Exception {
        leavesNothingBehind(10_000);
    }

    private static void leavesNothingBehind(int count) throws Exception {
        try (TestSite site = new TestSite(WebOptions.defaults().withTimes(TIMES))) {
            assertThat(failures(site, 0, 300)).isEmpty();
            awaitNobody(site);
            Held before = Held.now();

            assertThat(failures(site, 300, 300 + count)).isEmpty();

            awaitNobody(site);
            Held after = Held.now();
            assertThat(site.bugs).isEmpty();
            assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files());
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads());
            assertThat(after.heapBytes()).as("bytes on the heap").isLessThan(before.heapBytes() + 8 * MEBIBYTE);
            assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory())
                    .as("bytes that nobody released")
                    .isZero();
            assertThat(site.server.bodyBytesLeft())
                    .isEqualTo(WebOptions.defaults().limits().bodiesBytesMax());
            try (RawClient client = site.client()) {
                assertThat(client.ask("GET / HTTP/1.1", "Host: localhost").body())
                        .isEqualTo("welcome\n");
            }
        }
    }

    /// What a process holds.
    private record Held(long files, long threads, long heapBytes) {
        static Held now() {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            System.gc();
            System.gc();
            return new Held(
                    system.getOpenFileDescriptorCount(),
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("cairn-http"))
                            .count(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }

    /// What went wrong with the requests of these seeds.
    private static Queue<String> failures(TestSite site, int from, int to) throws InterruptedException {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seed = from; seed < to; seed++) {
                int mine = seed;
                places.acquire();
                threads.execute(() -> {
                    try {
                        failure(site, mine).forEach(failure -> failures.add("seed " + mine + ": " + failure));
                    } finally {
                        places.release();
                    }
                });
            }
        }
        site.events.clear();
        return failures;
    }

    private static List<String> failure(TestSite site, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] request = new HostileRequests(random).next();
        int ending = random.nextInt(4);
        String what = new String(request, 0, Math.min(200, request.length), StandardCharsets.ISO_8859_1);
        try (RawClient client = site.client()) {
            try {
                client.send(request);
            } catch (IOException e) {
                return List.of();
            }
            if (ending == 0) {
                return List.of();
            }
            if (ending == 1) {
                client.endOutput();
            }
            return problem(client, ending == 1).stream()
                    .map(problem -> problem + " to " + what)
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(e + " to " + what);
        }
    }

    /// Reads answers to the end; each is to be in order.
    ///
    /// @param mayBeCut whether the client looks as if it had left
    private static List<String> problem(RawClient client, boolean mayBeCut) throws IOException {
        try {
            while (client.hasMore()) {
                Answer answer = client.answer();
                if (answer.status() >= 400 && !answer.body().startsWith("{\"success\":false,\"reason\":\"")) {
                    return List.of(answer.toString());
                }
            }
        } catch (SocketTimeoutException e) {
            return List.of("no end within ten seconds");
        } catch (EOFException e) {
            return mayBeCut ? List.of() : List.of(e.getMessage());
        }
        return List.of();
    }

    private static void awaitNobody(TestSite site) {
        while (site.server.connections() > 0) {
            Thread.onSpinWait();
        }
    }
}
