package dev.cairn.sim;

import dev.cairn.common.env.Disk;
import dev.cairn.sim.contract.disk.DirectoryRules;
import dev.cairn.sim.contract.disk.FileRules;
import dev.cairn.sim.contract.disk.InterruptRules;
import dev.cairn.sim.contract.disk.NameRules;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/// What every [Disk] promises while nothing crashes, a test for each sentence.
///
/// The real disk passes it as well as the simulated one, so that what is proved on the second holds for the first:
///
/// ```java
/// final class RealDiskContractTest extends DiskContract {
///     @TempDir
///     Path directory;
///
///     @Override
///     protected Disk newDisk() {
///         return Disk.at(directory.resolve("above").resolve("disk"));
///     }
/// }
/// ```
public abstract class DiskContract implements DirectoryRules, NameRules, FileRules, InterruptRules {
    private Disk disk;

    /// Called before each test: a directory that does not exist, and the one above it neither, of its own for each
    /// call.
    protected abstract Disk newDisk() throws IOException;

    @BeforeEach
    final void make_the_directory() throws IOException {
        disk = newDisk();
        disk.makeDirectory();
    }

    @Override
    public final Disk disk() {
        return disk;
    }
}
