package dev.cairn.sim.model;

import static org.junit.jupiter.api.Assertions.fail;

import dev.cairn.sim.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Random histories: a store answers every call as its model does.
///
/// A history that does not agree is first cut down to the steps that matter. The failure shows those, and the line
/// that draws the whole history again from its seed.
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
            Throwable why = disagreement(shortest).orElseThrow();
            fail(told(seed, history.size(), shortest, why), why);
        }
    }

    private String told(long seed, int drawn, List<Step> shortest, Throwable why) {
        StringBuilder told = new StringBuilder(
                "the store and its model part after these %s of %s steps:".formatted(shortest.size(), drawn));
        shortest.forEach(step -> told.append("\n  ").append(step));
        return told.append("\n")
                .append(why.getMessage())
                .append("\nagain: ./mvnw test -Dtest=%s -D%s=%s -Dsurefire.failIfNoSpecifiedTests=false"
                        .formatted(getClass().getSimpleName(), SEED_PROPERTY, seed))
                .toString();
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
