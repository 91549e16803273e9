package dev.cairn.sim.disk;

import dev.cairn.common.env.Disk;
import dev.cairn.sim.DiskContract;

final class SimDiskContractTest extends DiskContract {
    @Override
    protected Disk newDisk() {
        return SimFileSystem.empty().disk("above/disk");
    }
}
