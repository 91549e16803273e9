package dev.cairn.engine.cli;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The directory that a person names for a copy, or of one. Stateless.
final class CheckpointTarget {
    private CheckpointTarget() {}

    /// The directory `name`, which need not exist.
    ///
    /// @throws StoreException.Refused if it cannot be one, or it or one above it is a file
    static Disk named(String name) {
        try {
            Path path = Path.of(name);
            for (Path part = path; part != null; part = part.getParent()) {
                if (Files.exists(part) && !Files.isDirectory(part)) {
                    throw new StoreException.Refused(part + " is a file, not a directory: name another");
                }
            }
            return Disk.at(path);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused(
                    "\"" + name + "\" cannot be the name of a directory: " + cause.getReason());
        }
    }
}
