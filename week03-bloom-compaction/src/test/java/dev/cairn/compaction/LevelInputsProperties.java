package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Inputs that chance chooses, of stores in which it has merged before.
@Tag("3.6")
final class LevelInputsProperties {
    private static final int STEPS = 60;

    @Property(tries = 100)
    void no_merge_puts_an_older_entry_above_a_newer_one(@ForAll long seed, @ForAll boolean isWidened) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = new PretendStore(random, 12);
        for (int i = 0; i < STEPS; i++) {
            int level = random.nextInt(Version.LEVELS - 1);
            if (random.nextInt(3) == 0 || store.version().level(level).isEmpty()) {
                store.flush();
            } else {
                LevelInputs inputs = inputs(store.version(), level, random, isWidened);
                requireClosed(store.version(), inputs);
                store.carryOut(inputs.isOneAlone() ? inputs.move() : inputs.merge());
            }
        }
    }

    private static LevelInputs inputs(Version version, int level, SplittableRandom random, boolean isWidened) {
        List<TableFile> tables = version.level(level);
        int level0Max = 1 + random.nextInt(8);
        TableFile chosen = level == 0 ? tables.getLast() : tables.get(random.nextInt(tables.size()));
        LevelInputs inputs = LevelInputs.of(version, level, List.of(chosen), level0Max);
        return isWidened ? inputs.widened(version, level0Max, random.nextLong(2_000)) : inputs;
    }

    /// Nothing that stays shares a user key with what goes, unless it is newer.
    private static void requireClosed(Version version, LevelInputs inputs) {
        Span upper = Span.of(inputs.upper());
        assertThat(version.level(inputs.level()).stream()
                        .filter(table -> !inputs.upper().contains(table))
                        .filter(table -> table.overlaps(upper.first(), upper.last()))
                        .filter(table -> inputs.level() > 0
                                || table.number() < inputs.upper().getFirst().number()))
                .as(
                        "tables that stay in level %s of %s, may be older than %s, and share a key with them",
                        inputs.level(), version, inputs.upper())
                .isEmpty();
        assertThat(inputs.lower())
                .as("of level %s of %s", inputs.level() + 1, version)
                .containsAll(upper.tablesOf(version, inputs.level() + 1));
    }
}
