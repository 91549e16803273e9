package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import dev.cairn.lsm.version.TableFile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read of the inputs of a merge is where the manifest says.
@Tag("3.10")
final class MergeInputsTest {
    private final MergePlace place = new MergePlace();

    @ParameterizedTest
    @CsvSource({"a@1=a, m@2=m, z@3 put", "b@1=b, z@3=z, a@1 put"})
    void entries_outside_of_what_the_manifest_says_are_corrupt(String first, String last, String outside) {
        TableFile inside = place.table(1, first, last).table();
        TableFile table = place.table(0, "a@1=a", "b@1=b", "m@2=m", "z@3=z").table();
        CompactionPlan plan = CompactionPlan.merge(
                List.of(new Input(
                        0, new TableFile(table.number(), table.bytes(), inside.smallest(), inside.largest()))),
                1);
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> place.merge(plan, 0, 1 << 20))
                .withMessageContaining("%06d.sst is corrupt at byte 0".formatted(table.number()))
                .withMessageContaining("as the manifest says, found " + outside.replace("@", " @ "));
    }
}
