package dev.cairn.lsm.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.lsm.repair.LinklessDisk;
import dev.cairn.lsm.repair.Repair;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.World;
import dev.cairn.sim.crash.CallSites;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Op;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskListener;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The searches come by nearly every line of the module that touches the disk, so what they did not find is not
/// there because nobody looked.
final class LsmCallSitesTest {
    /// A flush, and a start after it.
    private static final Workload FLUSH =
            Workload.of("flush", Op.put("a", "1"), new Op.Act("flush"), Op.tick(50), new Op.Reopen());

    @Test
    void the_searches_reach_the_places_from_which_the_disk_is_called() {
        CallSites sites = CallSites.besides(LsmStore.class);
        Subject subject = LsmSimulation.subject(SyncPolicy.always(), 0);
        CrashSearch.of(subject).recordedBy(sites.recorder()).run(FLUSH);
        ErrorSweep.of(subject).recordedBy(sites.recorder()).run(FLUSH);
        repair(mergeTables(SimFileSystem.empty().listenedToBy(sites.recorder())), sites.recorder());
        takeOver(SimFileSystem.empty().listenedToBy(sites.recorder()));
        List<CallSites.Site> all = ofTheLibrary(sites.all());
        List<CallSites.Site> missed = ofTheLibrary(sites.missed());
        System.out.println(all.size() + " call sites, not reached: " + missed);
        assertThat(missed).as("call sites of the disk that nothing reached").hasSizeLessThanOrEqualTo(all.size() / 20);
    }

    /// Week 3 merges tables in earnest. Then the one that is left is cut short, and that is found.
    ///
    /// @return what is on the disk then
    private static DiskImage mergeTables(SimFileSystem files) {
        World world = new World(1);
        LsmOptions options = LsmOptions.balanced().withCompaction(Rewriting.whenThereAre(1));
        Disk disk = files.disk("db");
        try (LsmStore store = LsmStore.open(disk, options, world.env())) {
            store.put(Bytes.utf8("a"), Bytes.utf8("1"));
            var _ = store.submitFlush();
            world.runUntilIdle();
            assertThat(store.get(Bytes.utf8("a"))).isPresent();
            assertThat(store.stats().levels().get(1).tables()).isEqualTo(1);
            store.put(Bytes.utf8("b"), Bytes.utf8("2"));
        }
        try {
            for (String name : disk.list()) {
                if (name.endsWith(".sst")) {
                    disk.truncate(name, 10);
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        assertThatThrownBy(() -> LsmStore.open(disk, options, world.env())).isInstanceOf(StoreException.Corrupt.class);
        return files.freeze().visible();
    }

    /// Every call of a repair fails once, and then the repair is done again, by links. Until then files are set aside
    /// by copies, which take more calls.
    private static void repair(DiskImage damaged, DiskListener recorder) {
        SimFileSystem undisturbed = SimFileSystem.startedOn(damaged).listenedToBy(recorder);
        Repair.run(LinklessDisk.over(undisturbed.disk("db")), Repair.Progress.none());
        for (int call = 0; call < undisturbed.calls(); call++) {
            Disk disk = SimFileSystem.startedOn(damaged)
                    .listenedToBy(recorder)
                    .withFaults(FaultPlan.at(call, Fault.IO_ERROR))
                    .disk("db");
            try {
                Repair.run(LinklessDisk.over(disk), Repair.Progress.none());
            } catch (StoreException.Failed _) {
                Repair.run(disk, Repair.Progress.none());
            }
            try (LsmStore store = LsmStore.open(disk, LsmOptions.balanced(), new World(1).env())) {
                assertThat(store.get(Bytes.utf8("b")))
                        .as("call %s failed", call)
                        .contains(Bytes.utf8("2"));
            }
        }
    }

    /// What another LevelDB wrote has no side file.
    private static void takeOver(SimFileSystem files) {
        World world = new World(1);
        Disk disk = files.disk("db");
        LsmStore.open(disk, LsmOptions.balanced(), world.env()).close();
        try {
            disk.delete(SideFile.NAME);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        LsmStore.open(disk, LsmOptions.balanced(), world.env()).close();
    }

    /// The commands have tests of their own with real disks.
    private static List<CallSites.Site> ofTheLibrary(Set<CallSites.Site> sites) {
        return sites.stream().filter(site -> !site.type().contains(".cli.")).toList();
    }
}
