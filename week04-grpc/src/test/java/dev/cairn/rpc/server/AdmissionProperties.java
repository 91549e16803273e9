package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Whatever a store does, every request gets one answer and gives its room back.
@Tag("4.10")
class AdmissionProperties {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int REQUESTS_MAX = 6;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void no_room_is_lost_however_requests_end(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        SlowStore store = new SlowStore();
        StoreService service =
                ServiceIn.of(new World(1)).open(store, ServiceOptions.defaults().withUnderWay(REQUESTS_MAX, 1_000));
        List<CompletableFuture<Reply>> answers = begun(random, store, service);
        store.finishAll();
        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        requireAllRoom(service, store);
        assertThat(service.drain()).isCompleted();
    }

    private static List<CompletableFuture<Reply>> begun(RandomGenerator random, SlowStore store, StoreService service) {
        CompletableFuture<Reply> opened = service.handle(new Request.OpenSession(), SECOND);
        store.finishAll();
        SessionId session = ((Reply.SessionOpened) opened.resultNow()).session();
        List<CompletableFuture<Reply>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int slot = random.nextInt(3);
            long sequence = 1L + random.nextInt(3);
            switch (random.nextInt(6)) {
                case 0 -> answers.add(service.handle(Asked.put("a", "1"), SECOND));
                case 1 ->
                    answers.add(service.handle(Asked.put(new RequestId(session, slot, sequence), "a", "1"), SECOND));
                case 2 ->
                    answers.add(service.handle(Asked.cas(new RequestId(session, slot, 1), "a", "1", "2"), SECOND));
                case 3 -> scan(service, random.nextBoolean());
                case 4 -> answers.add(service.handle(new Request.Stats(), SECOND));
                default -> endOne(random, store);
            }
        }
        return answers;
    }

    private static void scan(StoreService service, boolean isRead) {
        try (ServedRows rows = service.scan(Asked.ALL_ROWS)) {
            if (isRead) {
                rows.next();
            }
        } catch (StoreException.Unavailable _) {
            // There was no room.
        }
    }

    private static void endOne(RandomGenerator random, SlowStore store) {
        if (store.waiting() > 0) {
            switch (random.nextInt(5)) {
                case 0 -> store.fail(new StoreException.UnknownOutcome("disk", new IllegalStateException()));
                case 1 -> store.fail(new StoreException.Unavailable("queue", Optional.empty()));
                case 2 -> store.fail(new ArithmeticException("what a bug"));
                default -> store.finish();
            }
        }
    }

    /// All of it can be had again, and not more.
    private static void requireAllRoom(StoreService service, SlowStore store) {
        List<CompletableFuture<Reply>> last = new ArrayList<>();
        for (int i = 0; i < REQUESTS_MAX; i++) {
            last.add(service.handle(Asked.put("a", "1"), SECOND));
        }
        assertThat(last)
                .as("%s writes after all others have gone: each finds room, and waits for the store", REQUESTS_MAX)
                .noneMatch(CompletableFuture::isDone);
        assertThat(Asked.reason(service.handle(Asked.get("a"), SECOND))).isEqualTo(Reason.BUSY);
        store.finishAll();
    }
}
