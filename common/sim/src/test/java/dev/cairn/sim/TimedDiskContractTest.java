package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.TimedDisk;
import dev.cairn.common.measure.Latencies;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A disk whose syncs are timed is a disk as any other.
final class TimedDiskContractTest extends DiskContract {
    private final AtomicLong nanos = new AtomicLong();
    private final Latencies syncs = new Latencies();

    @Override
    protected Disk newDisk() {
        return new TimedDisk(
                SimFileSystem.empty().disk("above/disk"), new Ticking(nanos), name -> name.endsWith(".log"), syncs);
    }

    @Test
    void the_syncs_of_the_files_that_count_are_counted_and_no_others() throws IOException {
        Disk disk = newDisk();
        disk.makeDirectory();
        try (AppendFile log = disk.create("a.log");
                AppendFile table = disk.create("a.sst")) {
            log.sync();
            log.sync();
            table.sync();
        }

        assertThat(syncs.counts().count()).isEqualTo(2);
        assertThat(syncs.counts().sumNanos()).isEqualTo(2 * Ticking.STEP_NANOS);
    }
}
