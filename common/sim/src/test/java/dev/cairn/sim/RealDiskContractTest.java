package dev.cairn.sim;

import dev.cairn.common.env.Disk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The real disk keeps the contract.
final class RealDiskContractTest extends DiskContract {
    @TempDir
    Path directory;

    @Override
    protected Disk newDisk() {
        return Disk.at(directory.resolve("above").resolve("disk"));
    }
}
