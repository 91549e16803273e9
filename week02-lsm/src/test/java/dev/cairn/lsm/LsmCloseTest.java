package dev.cairn.lsm;

import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.VersionEdit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The end of a store, when something does not end well.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class LsmCloseTest {
    private static final int EVENTS = 20;

    private final LsmPlace place = LsmPlace.empty();

    @Test
    void what_cannot_be_stopped_is_no_reason_to_leave_files_open_and_the_directory_locked() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withCompaction(neverEnding()));
        put(store, "a");
        place.flush(store);
        put(store, "b");
        for (int event = 0; event < EVENTS; event++) {
            place.world().runOne();
        }
        List<String> calls = place.callsDuring(() -> assertThatThrownBy(store::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no end"));
        assertThat(calls).as("what is done to the log").anyMatch(call -> call.matches("close \\d+\\.log"));
        assertThat(calls).as("what is done to the manifest").anyMatch(call -> call.startsWith("close MANIFEST"));
        assertThat(place.rows()).containsExactly("a=a", "b=b");
    }

    /// A merge of the first table that goes on and on, and cannot be ended either.
    private static Compaction neverEnding() {
        return new Compaction(
                (version, _) -> version.level(0).stream().findFirst().map(LsmCloseTest::alone), (_, _) -> new Run());
    }

    private static CompactionPlan alone(TableFile table) {
        return CompactionPlan.merge(List.of(new CompactionPlan.Input(0, table)), 1);
    }

    /// The merge.
    private static final class Run implements CompactionRunner.Run {
        @Override
        public Optional<VersionEdit> step() {
            return Optional.empty();
        }

        @Override
        public void close() {
            throw new IllegalStateException("no end");
        }
    }
}
