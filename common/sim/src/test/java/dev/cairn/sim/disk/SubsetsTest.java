package dev.cairn.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which of some pending things survive.
final class SubsetsTest {
    @Test
    void of_nothing_there_is_one_subset() {
        assertThat(Subsets.of(0, 4, 8)).containsExactly(new BitSet());
    }

    @Test
    void of_a_few_there_are_all_with_the_extremes_first() {
        assertThat(Subsets.of(3, 4, 8))
                .hasSize(8)
                .doesNotHaveDuplicates()
                .startsWith(Subsets.range(0, 3), new BitSet());
    }

    @Test
    void of_many_there_are_prefixes_omissions_and_samples() {
        List<BitSet> subsets = Subsets.of(20, 4, 8);

        assertThat(subsets).hasSize(2 + 19 + 19 + 8).doesNotHaveDuplicates();
        for (int length = 0; length <= 20; length++) {
            assertThat(subsets).contains(Subsets.range(0, length));
        }
        assertThat(subsets).filteredOn(subset -> subset.cardinality() == 19).hasSize(20);
    }

    @Test
    void without_any_exhaustion_there_are_the_extremes() {
        assertThat(Subsets.of(20, 0, 8)).containsExactly(Subsets.range(0, 20), new BitSet());
    }

    @Test
    void the_samples_are_the_same_each_time() {
        assertThat(Subsets.of(70, 4, 8)).isEqualTo(Subsets.of(70, 4, 8));
    }
}
