package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// A program that takes the lock of a directory, says whether it has it, and keeps it until its input ends.
final class LockingProgram {
    static final String LOCKED = "locked";
    static final String REFUSED = "refused";

    private LockingProgram() {}

    /// Takes the lock of the directory that is the first argument.
    public static void main(String[] arguments) throws IOException {
        try (Closeable _ = Disk.at(Path.of(arguments[0])).lock("LOCK")) {
            System.out.println(LOCKED);
            System.in.readAllBytes();
        } catch (FileLockedException _) {
            System.out.println(REFUSED);
        }
    }
}
