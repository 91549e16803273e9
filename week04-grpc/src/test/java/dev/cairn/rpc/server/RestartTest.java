package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a server knows of sessions after it was started again, and what it says of damage.
class RestartTest {
    private final SimFileSystem files = SimFileSystem.empty();
    private final World world = new World(1);

    @ParameterizedTest
    @EnumSource(Engine.class)
    @Tag("4.9")
    void answers_outlive_a_restart_and_nothing_is_applied_again(Engine engine) {
        SimServer before = SimServer.start(engine, files, 1);
        SessionId session = before.session();
        before.ask(Asked.put(new RequestId(session, 0, 7), "a", "1"));
        before.ask(Asked.put(new RequestId(session, 1, 1), "a", "2"));
        before.close();
        try (SimServer after = SimServer.start(engine, files, 2)) {
            assertThat(after.ask(Asked.put(new RequestId(session, 0, 7), "a", "1")))
                    .isEqualTo(DONE);
            assertThat(reason(after.ask(Asked.put(new RequestId(session, 0, 6), "a", "0"))))
                    .isEqualTo(Reason.REQUEST_STALE);
            assertThat(reason(after.ask(Asked.put(new RequestId(session, 0, 7), "a", "3"))))
                    .isEqualTo(Reason.REQUEST_STALE);
            assertThat(after.ask(Asked.get("a"))).isEqualTo(Asked.value("2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    @Tag("4.9")
    void a_compare_and_set_is_applied_once_across_a_restart_and_so_is_one_that_was_not(Engine engine) {
        SimServer before = SimServer.start(engine, files, 1);
        SessionId session = before.session();
        before.ask(Asked.cas(new RequestId(session, 0, 1), "a", "", "1"));
        before.ask(Asked.cas(new RequestId(session, 1, 1), "a", "2", "3"));
        before.ask(Asked.put("a", "2"));
        before.close();
        try (SimServer after = SimServer.start(engine, files, 2)) {
            assertThat(after.ask(Asked.cas(new RequestId(session, 0, 1), "a", "", "1")))
                    .as("answer to a copy of what was applied")
                    .isEqualTo(Asked.compared(true));
            assertThat(after.ask(Asked.cas(new RequestId(session, 1, 1), "a", "2", "3")))
                    .as("answer to a copy of what was not")
                    .isEqualTo(Asked.compared(false));
            assertThat(after.ask(Asked.get("a"))).isEqualTo(Asked.value("2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    @Tag("4.9")
    void a_session_keeps_its_slots_and_one_that_was_closed_stays_closed(Engine engine) {
        SimServer before = SimServer.start(engine, files, 1);
        SessionId closed = before.session();
        SessionId open = before.session();
        before.ask(Asked.put(new RequestId(closed, 0, 1), "a", "1"));
        before.ask(new Request.CloseSession(closed));
        before.close();
        try (SimServer after = SimServer.start(engine, files, 2)) {
            assertThat(reason(after.ask(Asked.put(new RequestId(closed, 0, 1), "a", "1"))))
                    .isEqualTo(Reason.SESSION_UNKNOWN);
            assertThat(reason(after.ask(Asked.put(new RequestId(open, 4, 1), "a", "1"))))
                    .isEqualTo(Reason.REFUSED);
            assertThat(after.ask(Asked.put(new RequestId(open, 3, 1), "a", "1")))
                    .isEqualTo(DONE);
        }
    }

    @Test
    void a_name_that_chance_gives_twice_is_not_used_while_its_session_lives() {
        SimServer before = SimServer.start(Engine.MAP, files, 1);
        SessionId session = before.session();
        before.close();
        try (SimServer after = SimServer.start(Engine.MAP, files, 1)) {
            assertThat(after.session()).isNotEqualTo(session);
        }
    }

    @Test
    @Tag("4.8")
    void the_time_to_live_of_a_session_begins_again_with_the_server() {
        SimServer before = SimServer.start(Engine.MAP, files, 1);
        SessionId session = before.session();
        before.world().advance(Duration.ofMinutes(59));
        before.close();
        try (SimServer after = SimServer.start(Engine.MAP, files, 1)) {
            after.world().advance(Duration.ofMinutes(59));
            assertThat(after.ask(Asked.put(new RequestId(session, 0, 1), "a", "1")))
                    .isEqualTo(DONE);
            after.world().advance(Duration.ofMinutes(61));
            assertThat(reason(after.ask(Asked.put(new RequestId(session, 0, 2), "a", "1"))))
                    .isEqualTo(Reason.SESSION_UNKNOWN);
        }
    }

    @Test
    @Tag("4.8")
    void a_damaged_row_stops_the_start_and_the_message_says_which_and_what() {
        Bytes key = RetryFormat.key(Asked.SESSION);
        StoreException.Corrupt damage = damage(new Mutation.Put(key, Bytes.hex("0180")));
        assertThat(damage).hasMessageContaining(key.toHex());
        assertThat(damage.expected()).isEqualTo("4 bytes");
        assertThat(damage.actual()).isEqualTo("1 bytes");
    }

    @Test
    @Tag("4.8")
    void a_slot_without_its_session_stops_the_start() {
        RetryRow row = new RetryRow.Answered(Asked.id(0, 1), 5, Answer.DONE);
        StoreException.Corrupt damage = damage(RetryFormat.encoded(row));
        assertThat(damage.file()).contains(RetryFormat.key(Asked.SESSION, 0).toHex());
        assertThat(damage.expected()).isEqualTo("the row of its session before it");
        assertThat(damage.actual()).isEqualTo("none");
    }

    @Test
    @Tag("4.8")
    void a_slot_that_its_session_does_not_have_stops_the_start() {
        StoreException.Corrupt damage = damage(
                RetryFormat.encoded(new RetryRow.Opened(Asked.SESSION, 8)),
                RetryFormat.encoded(new RetryRow.Answered(Asked.id(7, 1), 5, Answer.DONE)),
                RetryFormat.encoded(new RetryRow.Answered(Asked.id(8, 1), 5, Answer.DONE)));
        assertThat(damage.expected()).isEqualTo("a slot below 8");
        assertThat(damage.actual()).isEqualTo("8");
    }

    @Test
    void what_is_forgotten_is_no_damage_any_more_and_the_rows_of_users_stay() {
        MemoryStore store = new MemoryStore();
        store.write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .addInternal(new Mutation.Put(RetryFormat.key(Asked.SESSION), Bytes.hex("0180")))
                .addInternal(RetryFormat.encoded(new RetryRow.Answered(Asked.id(0, 1), 5, Answer.DONE)))
                .build());
        assertThatThrownBy(() -> open(store))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("'cairn serve --forget-sessions'");
        assertThat(StoreService.forgetSessions(store)).isEqualTo(2);
        StoreService service = open(store);
        assertThat(ask(service, Asked.get("a"))).isEqualTo(Asked.value("1"));
        assertThat(reason(ask(service, Asked.put(Asked.id(0, 1), "a", "1")))).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    @Test
    void other_reserved_rows_are_nothing_to_the_table() {
        MemoryStore store = new MemoryStore();
        store.write(WriteBatch.builder()
                .addInternal(new Mutation.Put(RetryFormat.PREFIX.slice(0, 7).concat(utf8("q")), Bytes.EMPTY))
                .addInternal(new Mutation.Put(RetryFormat.PREFIX.slice(0, 7).concat(utf8("s")), Bytes.EMPTY))
                .build());
        assertThat(ask(open(store), Asked.get("a"))).isEqualTo(Asked.absent());
    }

    private StoreException.Corrupt damage(Mutation... rows) {
        MemoryStore store = new MemoryStore();
        WriteBatch.Builder batch = WriteBatch.builder();
        for (Mutation row : rows) {
            batch.addInternal(row);
        }
        store.write(batch.build());
        StoreException.Corrupt damage = catchThrowableOfType(StoreException.Corrupt.class, () -> open(store));
        assertThat(damage).as("the damage that is found").isNotNull();
        return damage;
    }

    private static Reply ask(StoreService service, Request request) {
        return service.handle(request, Duration.ofSeconds(1)).resultNow();
    }

    private StoreService open(MemoryStore store) {
        return ServiceIn.of(world).open(store, ServiceOptions.defaults());
    }
}
