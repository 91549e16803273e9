package dev.cairn.rpc.access;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Files that a person wrote and that are read at a start. Thread-safe: there is no state.
final class SmallFiles {
    private static final Set<PosixFilePermission> OTHERS_READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private SmallFiles() {}

    /// What stands in `file`. No more than `bytesMax` is ever in memory, whatever it is.
    ///
    /// @param what for messages: `the token file`
    static String text(Path file, String what, long bytesMax) throws IOException {
        if (Files.isDirectory(file)) {
            throw new StoreException.Refused(what + " " + file + " is a directory: name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(bytesMax + 1));
            if (bytes.length > bytesMax) {
                throw new StoreException.Refused(
                        what + " " + file + " has more than " + bytesMax + " bytes: that is not what it should be");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// Whether other users of this machine can read it, as far as the file system knows of users.
    static boolean isReadByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS_READ::contains);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}
