package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.crash.ByteSweep;
import dev.cairn.sim.crash.ByteSweep.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every bit flipped and every length cut, in the manifest and in `CURRENT`, of a directory that has seen
/// flushes and a merge. After each edit what it made superfluous was removed, as a store does it; so a state
/// that is older than the last edit must be noticed, be it by the bytes or by the files that are gone.
@Tag("2.16")
final class ManifestDamageTest {
    private static final String MANIFEST = "MANIFEST-000002";

    private final VersionsPlace place = VersionsPlace.empty();
    private final ManifestState written = write(place);

    @Test
    void every_flipped_bit_of_a_manifest_is_noticed() {
        ByteSweep.Report report = sweep(MANIFEST).flipEveryBit();
        System.out.println(MANIFEST + ", bits: " + report);
        assertThat(report.loud()).isEqualTo(report.damages());
    }

    @Test
    void a_manifest_cut_anywhere_is_noticed() {
        ByteSweep.Report report = sweep(MANIFEST).cutAtEveryLength();
        System.out.println(MANIFEST + ", cuts: " + report);
        assertThat(report.loud()).isEqualTo(report.damages());
    }

    @Test
    void every_damage_of_current_is_noticed() {
        ByteSweep sweep = sweep(CurrentFile.NAME);
        ByteSweep.Report flips = sweep.flipEveryBit();
        ByteSweep.Report cuts = sweep.cutAtEveryLength();
        assertThat(flips.loud()).isEqualTo(flips.damages());
        assertThat(cuts.loud()).isEqualTo(cuts.damages());
    }

    private ByteSweep sweep(String file) {
        return ByteSweep.over(place.image(), VersionsPlace.DIRECTORY, file, this::judge);
    }

    private Outcome judge(Disk disk) {
        try {
            ManifestRecovery recovery = ManifestRecovery.read(disk).orElseThrow();
            recovery.requireFiles(disk);
            if (recovery.state().equals(written)) {
                return new Outcome.Harmless();
            }
            return new Outcome.Silent("the state is " + recovery.state() + ", all of whose files are there");
        } catch (StoreException.Corrupt | StoreException.Refused _) {
            return new Outcome.Loud();
        }
    }

    /// A log, and a manifest that names it; three flushes, each of which begins a log and ends the one before;
    /// a merge.
    private static ManifestState write(VersionsPlace place) {
        place.put("000001.log", Bytes.EMPTY);
        ManifestState state = ManifestState.EMPTY.with(edit(parts -> parts.logNumber(1)));
        Versions versions = place.begin(state, VersionsPlace.MANIFEST_BYTES);
        for (long number = 3; number <= 7; number += 2) {
            TableFile table = table(number, "a", "k" + number);
            long log = number + 1;
            place.put("00000" + number + ".sst", Bytes.wrap(new byte[(int) table.bytes()]));
            place.put("00000" + log + ".log", Bytes.EMPTY);
            versions.install(edit(parts -> parts.add(0, table).logNumber(log).lastSequence(10 * log)));
            place.delete("00000" + (number == 3 ? 1 : number - 1) + ".log");
        }
        place.put("000009.sst", Bytes.wrap(new byte[900]));
        versions.install(edit(parts -> parts.delete(0, 3)
                .delete(0, 5)
                .delete(0, 7)
                .pointer(0, Edits.key("k7", 1))
                .add(1, table(9, "a", "k7"))));
        place.delete("000003.sst").delete("000005.sst").delete("000007.sst");
        versions.close();
        return place.recovery().state();
    }
}
