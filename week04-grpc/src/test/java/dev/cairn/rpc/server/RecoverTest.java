package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a server takes in of the rows that it finds: those of the table, and no others.
@Tag("4.8")
class RecoverTest {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final SessionId OTHER = new SessionId(Bytes.hex("ff".repeat(SessionId.LENGTH)));

    private final World world = new World(1);
    private final MemoryStore store = new MemoryStore();
    private final ServiceOptions options = ServiceOptions.defaults().withSessions(10, 4, LIFE);
    private final RetryTable table = new RetryTable(options);
    private final OnceOnly once = new OnceOnly(
            store,
            table,
            options,
            world.clock(),
            new SplittableRandom(1),
            new Failures(world.env().background()),
            RequestLog.none());

    @Test
    void the_rows_of_users_and_other_reserved_rows_are_none_of_the_table() {
        put(ReservedKeys.PREFIX.concat(utf8("q")), "another table");
        put(ReservedKeys.PREFIX.concat(utf8("s")), "one more");
        put(utf8("apple"), "red");
        put(Bytes.EMPTY, "the first of all");
        put(new RetryRow.Opened(SESSION, 4));
        put(new RetryRow.Answered(id(3, 7), 5, Answer.DONE));
        put(new RetryRow.Opened(OTHER, 4));
        once.recover(store);
        assertThat(table.count()).as("sessions that are known").isEqualTo(2);
    }

    @Test
    void the_time_to_live_of_a_session_begins_at_the_start() {
        world.advance(LIFE.multipliedBy(3));
        put(new RetryRow.Opened(SESSION, 4));
        once.recover(store);
        assertThat(table.nextExpiryNanos(world.clock().nanoTime()))
                .as("what a session has left that was found at a start")
                .isEqualTo(OptionalLong.of(LIFE.toNanos()));
    }

    @Test
    void the_cursor_is_closed_after_the_last_row_and_after_damage() {
        put(new RetryRow.Opened(SESSION, 4));
        Watched view = new Watched(store);
        once.recover(view);
        assertThatThrownBy(() -> view.newest.orElseThrow().next(), "the cursor after a start")
                .isInstanceOf(StoreException.Closed.class);
        put(RetryFormat.key(OTHER), "no row");
        assertThat(catchThrowableOfType(StoreException.Corrupt.class, () -> once.recover(view)))
                .as("damage that is found")
                .isNotNull();
        assertThatThrownBy(() -> view.newest.orElseThrow().next(), "the cursor after damage")
                .isInstanceOf(StoreException.Closed.class);
    }

    private void put(RetryRow row) {
        store.write(WriteBatch.builder().addInternal(RetryFormat.encoded(row)).build());
    }

    private void put(Bytes key, String value) {
        store.write(WriteBatch.builder()
                .addInternal(new Mutation.Put(key, utf8(value)))
                .build());
    }

    /// A view that keeps the newest cursor, which refuses everything once it is closed.
    private static final class Watched implements ReadView {
        private final ReadView view;
        private Optional<Cursor> newest = Optional.empty();

        Watched(ReadView view) {
            this.view = view;
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return view.get(key);
        }

        @Override
        public Cursor scan(KeyRange range) {
            Cursor rows = view.scan(range);
            newest = Optional.of(rows);
            return rows;
        }
    }
}
