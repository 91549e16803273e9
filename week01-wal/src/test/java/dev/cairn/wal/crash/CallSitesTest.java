package dev.cairn.wal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
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
import dev.cairn.wal.SyncPolicy;
import dev.cairn.wal.cli.MapSimulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The searches come by nearly every line of the module that touches the disk, so what they did not find is not there
/// because nobody looked.
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
        System.out.println(sites.all().size() + " call sites, not reached: " + sites.missed());
        sites.require(95);
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
