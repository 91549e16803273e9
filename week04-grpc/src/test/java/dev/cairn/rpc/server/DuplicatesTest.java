package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real threads that send copies of the same writes.
@Tag("4.7")
@Tag("4.9")
class DuplicatesTest {
    private static final int THREADS = 16;
    private static final int WRITES = 1_000;
    private static final int SLOTS = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Each write adds one byte to one of the keys, if that is as the write before left it: one that was
    /// applied twice would show, and so would one that was lost.
    @Test
    @Timeout(60)
    void each_of_a_thousand_writes_that_sixteen_threads_send_is_applied_once() {
        try (Env env = Env.real(2);
                LoggedMapStore store =
                        LoggedMapStore.open(SimFileSystem.empty().disk("db"), LoggedMapOptions.DEFAULT, env);
                StoreService service = StoreService.open(
                        store,
                        Operations.none(),
                        ServiceOptions.defaults().withUnderWay(THREADS * SLOTS, 1_000_000),
                        env.clock(),
                        env.background(),
                        env.random())) {
            SessionId session = ((Reply.SessionOpened)
                            service.handle(new Request.OpenSession(), MINUTE).join())
                    .session();
            List<Reply> replies = sentByAll(service, session);
            assertThat(replies.size()).as("answers").isEqualTo(THREADS * WRITES);
            assertThat(replies.stream()
                            .filter(reply -> !reply.equals(Asked.compared(true)))
                            .distinct()
                            .limit(3))
                    .as("answers other than that the write was applied, three at most: one was applied twice, or"
                            + " never")
                    .isEmpty();
            for (int slot = 0; slot < SLOTS; slot++) {
                assertThat(store.get(key(slot)).map(Bytes::length))
                        .as("how often a write of slot %s was applied", slot)
                        .contains(WRITES / SLOTS);
            }
        }
    }

    /// What all threads heard: each sends the writes of a round, and the next round begins when all have
    /// their answers.
    private static List<Reply> sentByAll(StoreService service, SessionId session) {
        List<Reply> heard = new ArrayList<>();
        try (Background threads = Background.threads("client", THREADS)) {
            for (int sequence = 1; sequence <= WRITES / SLOTS; sequence++) {
                List<Request> round = round(session, sequence);
                List<Copies> copies = IntStream.range(0, THREADS)
                        .mapToObj(i -> new Copies(service, round, i * SLOTS / THREADS, new CompletableFuture<>()))
                        .toList();
                copies.forEach(threads::start);
                copies.forEach(one -> heard.addAll(one.heard().join()));
            }
        }
        return heard;
    }

    /// One thread's copies of all writes of a round, from one of them on.
    private record Copies(StoreService service, List<Request> round, int first, CompletableFuture<List<Reply>> heard)
            implements Job {
        @Override
        public String name() {
            return "client";
        }

        @Override
        public Next step() {
            List<CompletableFuture<Reply>> answers = IntStream.range(0, SLOTS)
                    .mapToObj(i -> service.handle(round.get((first + i) % SLOTS), MINUTE))
                    .toList();
            heard.complete(answers.stream().map(CompletableFuture::join).toList());
            return Job.done();
        }
    }

    private static List<Request> round(SessionId session, int sequence) {
        Optional<Bytes> before = sequence == 1 ? Optional.empty() : Optional.of(value(sequence - 1));
        return IntStream.range(0, SLOTS)
                .<Request>mapToObj(slot -> new Request.WriteIf(
                        key(slot),
                        before,
                        WriteBatch.builder().put(key(slot), value(sequence)).build(),
                        Optional.of(new RequestId(session, slot, sequence))))
                .toList();
    }

    private static Bytes key(int slot) {
        return utf8("key " + slot);
    }

    private static Bytes value(int length) {
        return Bytes.wrap(new byte[length]);
    }
}
