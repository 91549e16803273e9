package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.disk.DiskCall.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What an opening that fails leaves: nothing open, nothing locked, and no files that fill the disk.
@Tag("2.18")
final class LsmFailedOpeningTest {
    private static final int ROWS = 30;

    @Test
    void whichever_call_of_an_opening_lacks_memory_nothing_stays_open_or_locked() {
        LsmPlace next = logged();
        for (int call = 0; fails(next, call); call++) {
            assertThat(next.openFiles())
                    .as("open files, when call %s has failed", call)
                    .isEmpty();
            next = logged();
        }
        assertThat(next.openFiles()).contains("db/LOCK");
    }

    @Test
    void whichever_call_of_a_view_lacks_memory_nothing_stays_open_or_locked() {
        LsmPlace next = logged();
        for (int call = 0; call < 20; call++) {
            failAfter(next, call);
            try {
                LsmView.open(next.disk()).close();
            } catch (OutOfMemoryError _) {
                // That is what it is about.
            }
            next.failNothing();
            assertThat(next.openFiles())
                    .as("open files, when call %s has failed", call)
                    .isEmpty();
        }
    }

    @Test
    void openings_that_fail_again_and_again_leave_no_files() {
        for (String chosen : List.of(".log.tmp", ".sst", "MANIFEST", "dbtmp")) {
            LsmPlace next = logged();
            List<String> before = next.names();
            next.failEvery(call -> call.kind() == Kind.SYNC && call.path().contains(chosen));
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> next.open(LsmPlace.OPTIONS.withMemtableBytes(4096)))
                        .as("an opening that cannot sync %s", chosen)
                        .isInstanceOf(StoreException.Failed.class);
            }
            next.failNothing();
            assertThat(next.names().stream().filter(name -> !name.endsWith(".tmp")))
                    .as("files after openings that cannot sync %s", chosen)
                    .isEqualTo(before);
            assertThat(next.rows()).hasSize(ROWS);
        }
    }

    /// A store that died with all its rows in the log.
    private static LsmPlace logged() {
        LsmPlace each = LsmPlace.empty();
        LsmStore store = each.open();
        for (int i = 0; i < ROWS; i++) {
            store.put(utf8("key %02d".formatted(i)), Bytes.wrap(new byte[500]));
        }
        return each.afterKill();
    }

    private static boolean fails(LsmPlace place, int call) {
        failAfter(place, call);
        try {
            place.open(LsmPlace.OPTIONS.withMemtableBytes(4096));
            return false;
        } catch (OutOfMemoryError _) {
            return true;
        } finally {
            place.failNothing();
        }
    }

    private static void failAfter(LsmPlace place, int passed) {
        int[] left = {passed};
        place.watch(_ -> {
            if (left[0]-- == 0) {
                throw new OutOfMemoryError("injected");
            }
        });
    }
}
