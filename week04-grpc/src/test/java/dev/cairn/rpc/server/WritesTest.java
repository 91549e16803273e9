package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a service does with a write once it was let in. No job runs in the background here.
@Tag("4.9")
class WritesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(1);
    private final SlowStore store = storeWithSession();
    private final StoreService service = ServiceIn.of(world)
            .withoutJobs()
            .open(store, ServiceOptions.defaults().withSessions(3, 4, MINUTE));

    @Test
    void a_write_without_an_id_is_handed_over_as_it_is() {
        CompletableFuture<Reply> answer = service.write(Asked.put("a", "1"));
        assertThat(answer).isNotDone();
        store.finish();
        assertThat(answer).isCompletedWithValue(DONE);
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
        assertThat(store.get(RetryFormat.key(SESSION, 0))).isEmpty();
    }

    @Test
    void a_write_with_an_id_is_handed_over_once() {
        CompletableFuture<Reply> first = service.write(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> copy = service.write(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> swap = service.writeIf(Asked.cas(id(1, 1), "a", "1", "2"));
        store.finishAll();
        assertThat(first).isCompletedWithValue(DONE);
        assertThat(copy).isCompletedWithValue(DONE);
        assertThat(swap).isCompletedWithValue(Asked.compared(true));
        assertThat(service.writeIf(Asked.cas(id(1, 1), "a", "1", "2"))).isCompletedWithValue(Asked.compared(true));
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    void of_a_bug_nobody_knows_what_was_done_with_a_condition_or_without() {
        CompletableFuture<Reply> write = service.write(Asked.put("a", "1"));
        store.fail(new ArithmeticException("what a bug"));
        CompletableFuture<Reply> swap = service.writeIf(conditional(Optional.empty(), harmless()));
        store.fail(new ArithmeticException("what a bug"));
        assertThat(reason(write)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(reason(swap)).isEqualTo(Reason.UNKNOWN_OUTCOME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_reserved_key_is_refused_wherever_in_the_batch_it_is(boolean hasId) {
        Optional<RequestId> id = hasId ? Optional.of(id(0, 1)) : Optional.empty();
        WriteBatch batch = WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .addInternal(new Mutation.Delete(reserved()))
                .build();
        assertRefused(() -> {
            var _ = service.write(new Request.Write(batch, id));
        });
        assertRefused(() -> {
            var _ = service.writeIf(conditional(id, batch));
        });
        assertRefused(() -> {
            var _ = service.writeIf(new Request.WriteIf(reserved(), Optional.empty(), harmless(), id));
        });
        assertThat(store.writes()).isZero();
    }

    @Test
    @Tag("4.12")
    void a_session_whose_time_is_over_is_unknown_although_nobody_has_looked() {
        world.advance(MINUTE);
        CompletableFuture<Reply> write = service.write(Asked.put(id(0, 1), "a", "1"));
        store.finishAll();
        assertThat(reason(write)).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    @Test
    @Tag("4.12")
    void a_session_whose_time_is_over_is_unknown_to_a_write_with_a_condition_too() {
        world.advance(MINUTE);
        CompletableFuture<Reply> swap = service.writeIf(Asked.cas(id(0, 1), "a", "", "1"));
        store.finishAll();
        assertThat(reason(swap)).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    private static void assertRefused(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOf(StoreException.Refused.class);
    }

    private static Request.WriteIf conditional(Optional<RequestId> id, WriteBatch batch) {
        return new Request.WriteIf(utf8("a"), Optional.empty(), batch, id);
    }

    private static WriteBatch harmless() {
        return Asked.put("a", "1").batch();
    }

    private static Bytes reserved() {
        return ReservedKeys.PREFIX.concat(utf8("x"));
    }

    /// A store that remembers a session, as an earlier process has left it.
    private static SlowStore storeWithSession() {
        SlowStore store = new SlowStore();
        Mutation row = RetryFormat.encoded(new RetryRow.Opened(SESSION, 4));
        store.store().write(WriteBatch.builder().addInternal(row).build());
        return store;
    }
}
