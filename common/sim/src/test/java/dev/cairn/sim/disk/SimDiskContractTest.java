package dev.cairn.sim.disk;

import dev.cairn.common.env.Disk;
import dev.cairn.sim.DiskContract;

/// The simulated disk keeps what every disk promises.
final class SimDiskContractTest extends DiskContract {
    @Override
    protected Disk newDisk() {
        return SimFileSystem.empty().disk("above/disk");
    }
}
