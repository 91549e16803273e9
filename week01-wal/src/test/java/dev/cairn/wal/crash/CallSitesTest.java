package dev.cairn.wal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.World;
import dev.cairn.sim.crash.CallSites;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Op;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.LogPosition;
import dev.cairn.wal.LogScan;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.cli.MapSimulation;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.map.MapCheck;
import dev.cairn.wal.map.MapSalvage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The searches come by nearly every line of the module that touches the disk, so what they did not find is not
/// there because nobody looked.
final class CallSitesTest {
    /// Two checkpoints, the second of which replaces the first, and a start after each.
    private static final Workload CHECKPOINTS = Workload.of(
            "checkpoints",
            Op.put("a", "1"),
            new Op.Act("checkpoint"),
            Op.tick(50),
            new Op.Reopen(),
            Op.put("b", "2"),
            new Op.Act("checkpoint"),
            Op.tick(50),
            new Op.Reopen());

    @Test
    void the_searches_reach_the_places_from_which_the_disk_is_called() {
        CallSites sites = CallSites.besides(Log.class);
        for (SyncPolicy policy : List.of(SyncPolicy.always(), SyncPolicy.never())) {
            Subject subject = MapSimulation.subject(policy, 512);
            CrashSearch.of(subject).recordedBy(sites.recorder()).run(CHECKPOINTS);
            ErrorSweep.of(subject).recordedBy(sites.recorder()).run(CHECKPOINTS);
        }
        readALog(SimFileSystem.empty().listenedToBy(sites.recorder()).disk("log"));
        readAStore(SimFileSystem.empty().listenedToBy(sites.recorder()).disk("db"));
        List<CallSites.Site> all = ofTheLibrary(sites.all());
        List<CallSites.Site> missed = ofTheLibrary(sites.missed());
        System.out.println(all.size() + " call sites, not reached: " + missed);
        assertThat(missed).as("call sites of the disk that nothing reached").hasSizeLessThanOrEqualTo(all.size() / 20);
    }

    /// The commands open stores, and have tests of their own with real disks.
    private static List<CallSites.Site> ofTheLibrary(Set<CallSites.Site> sites) {
        return sites.stream().filter(site -> !site.type().contains(".cli.")).toList();
    }

    /// A store that is looked at without being opened, and one that must be there.
    private static void readAStore(Disk disk) {
        LoggedMapOptions options = LoggedMapOptions.DEFAULT;
        try (LoggedMapStore store = LoggedMapStore.open(disk, options, new World(1).env())) {
            store.put(Bytes.utf8("a"), Bytes.utf8("1"));
        }
        LoggedMapStore.open(disk, options.existingOnly(), new World(1).env()).close();
        assertThat(MapCheck.of(disk).damage()).isEmpty();
        assertThat(MapSalvage.read(disk).get(Bytes.utf8("a"))).isPresent();
    }

    /// The store never reads its log while it is open; Raft's will.
    private static void readALog(Disk disk) {
        try {
            disk.makeDirectory();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        AtomicLong numbers = new AtomicLong();
        try (Log log = Log.create(disk, SegmentNames.LOG, numbers::incrementAndGet, LogOptions.DEFAULT)) {
            log.append(Bytes.utf8("first"));
            log.roll();
            log.append(Bytes.utf8("second"));
            try (LogScan whole = log.readFrom(new LogPosition(1, 0));
                    LogScan half = log.readFrom(new LogPosition(1, 0))) {
                assertThat(half.next()).isPresent();
                assertThat(whole.next()).isPresent();
                assertThat(whole.next()).isPresent();
                assertThat(whole.next()).isEmpty();
            }
        }
    }
}
