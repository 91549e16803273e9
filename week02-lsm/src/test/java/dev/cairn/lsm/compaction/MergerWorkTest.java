package dev.cairn.lsm.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.Version;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who merges when the work has just ended, more comes in that moment, and no other work can be started
/// for it.
final class MergerWorkTest {
    private final CompactionPlace place = new CompactionPlace(2);
    private final World world = new World(1);
    private final Env env = world.env();
    private final Starts starts = new Starts(env.background());
    private final Compaction compaction = place.compaction(9);
    private final Merger merger = new Merger(
            place.parts(),
            new Compaction(this::next, compaction.runner()),
            new Env(env.clock(), starts, env.random()),
            new Snapshots(),
            () -> 100);

    private Runnable whenNothingIsDue = () -> {};

    @Test
    void what_could_not_be_started_is_done_by_the_work_that_has_ended_and_by_no_other() {
        place.add(0, 1, "a");
        place.add(0, 2, "b");
        whenNothingIsDue = () -> {
            place.add(0, 3, "c");
            place.add(0, 4, "d");
        };
        starts.failing = 2;
        merger.request();
        assertThatThrownBy(this::settle).hasRootCauseMessage("no thread");
        merger.request();
        settle();
        assertThat(place.calls()).as("merges").containsExactly("2 to 1", "3 to 1");
        assertThat(starts.count).as("starts, one of which failed").isEqualTo(3);
    }

    private void settle() {
        world.advance(Duration.ofSeconds(10));
    }

    /// As the strategy of the place says; and when it has nothing for the first time, something happens.
    private Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        Optional<CompactionPlan> plan = compaction.strategy().next(version, oldestSnapshot);
        if (plan.isEmpty()) {
            Runnable action = whenNothingIsDue;
            whenNothingIsDue = () -> {};
            action.run();
        }
        return plan;
    }

    /// Starts jobs, but for one.
    private static final class Starts implements Background {
        private final Background background;
        private int count;
        private int failing;

        Starts(Background background) {
            this.background = background;
        }

        @Override
        public Handle start(Job job) {
            count++;
            if (count == failing) {
                throw new IllegalStateException("no thread");
            }
            return background.start(job);
        }

        @Override
        public void close() {
            background.close();
        }
    }
}
