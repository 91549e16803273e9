package dev.cairn.sim.model;

import static org.junit.jupiter.api.Assertions.fail;

import dev.cairn.sim.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Random histories: a store answers every call as its model does.
///
/// A history that does not agree is first cut down to the steps that matter. The failure shows those, and the seed that
/// draws the whole history again: `-Dcairn.seed=17`.
public interface ModelRules extends StoreUnderTest {
    /// How many steps a history has.
    int HISTORY_STEPS = 80;

    /// The system property that names the one seed to run.
    String SEED_PROPERTY = "cairn.seed";

    @Test
    default void random_histories_agree_with_the_model() {
        assumeNewestReads();
        Long only = Long.getLong(SEED_PROPERTY);
        long first = only == null ? 1 : only;
        long last = only == null ? rounds() / 4 : only;
        for (long seed = first; seed <= last; seed++) {
            agree(seed, new StepSource(seed, promises()).take(HISTORY_STEPS));
        }
    }

    private void agree(long seed, List<Step> history) {
        if (disagreement(history).isPresent()) {
            List<Step> shortest = shrink(history);
            StringBuilder steps = new StringBuilder();
            shortest.forEach(step -> steps.append("\n  ").append(step));
            Throwable why = disagreement(shortest).orElseThrow();
            fail(
                    "the store and its model part after these %d of %d steps; again by -D%s=%d%s\n%s"
                            .formatted(shortest.size(), history.size(), SEED_PROPERTY, seed, steps, why.getMessage()),
                    why);
        }
    }

    /// Why the history does not agree with the model, if it does not.
    private Optional<Throwable> disagreement(List<Step> history) {
        try (SideBySide sides = new SideBySide(emptyPlace(), promises(), this::model)) {
            history.forEach(sides::perform);
            sides.compareAll();
            return Optional.empty();
        } catch (AssertionError | RuntimeException disagreed) {
            return Optional.of(disagreed);
        }
    }

    /// Leaves out halves, quarters, and so on down to single steps, as long as what is left still disagrees.
    private List<Step> shrink(List<Step> history) {
        List<Step> shortest = history;
        for (int cut = history.size() / 2; cut > 0; cut /= 2) {
            for (int from = 0; from + cut <= shortest.size(); ) {
                List<Step> shorter = new ArrayList<>(shortest);
                shorter.subList(from, from + cut).clear();
                if (disagreement(shorter).isPresent()) {
                    shortest = shorter;
                } else {
                    from += cut;
                }
            }
        }
        return shortest;
    }
}
