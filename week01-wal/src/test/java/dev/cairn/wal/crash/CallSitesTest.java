package dev.cairn.wal.crash;

import dev.cairn.sim.crash.CallSites;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Subject;
import dev.cairn.wal.Log;
import dev.cairn.wal.cli.MapSimulation;
import org.junit.jupiter.api.Test;

/// The searches come by nearly every line of the module that touches the disk, so what they did not find is not there
/// because nobody looked.
final class CallSitesTest {
    private static final int STEPS = 25;

    @Test
    void the_searches_reach_the_places_from_which_the_disk_is_called() {
        CallSites sites = CallSites.besides(Log.class);
        for (Subject subject : MapSimulation.subjects()) {
            CrashSearch.of(subject)
                    .recordedBy(sites.recorder())
                    .run(MapSimulation.workloads().generated(7, 2, STEPS));
            ErrorSweep.of(subject).recordedBy(sites.recorder()).run(MapSimulation.workloads().generated(7, 1, STEPS));
        }
        System.out.println(sites.all().size() + " call sites, not reached: " + sites.missed());
        sites.require(95);
    }
}
