package dev.cairn.rpc.cli.token;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.access.Tokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file of tokens that grows by a line: whole, or not at all. Two that add to it at the same time are not told of
/// each other: the later one wins. Confined to one thread.
record TokenFile(Path file) {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    static TokenFile at(Path file) {
        return new TokenFile(file.toAbsolutePath());
    }

    /// Adds a line. A file that is made is its owner's alone; one that was there keeps its rights.
    ///
    /// @throws StoreException if what stands there is no file of tokens, or has that name already, or it cannot be
    ///     written
    void append(TokenLine line) {
        String before = "";
        try {
            boolean isThere = Files.exists(file);
            if (isThere) {
                refuseKnown(line);
                before = Files.readString(file);
            }
            String all = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + line.toText() + "\n";
            replace(all, isThere);
        } catch (IOException e) {
            throw StoreException.Failed.of("add to", file.toString(), e);
        }
    }

    private void refuseKnown(TokenLine line) {
        if (Tokens.linesOf(file).stream().anyMatch(each -> each.name().equals(line.name()))) {
            throw new StoreException.Refused(
                    file + " has a token \"" + line.name() + "\" already: give another name, or delete its line first");
        }
    }

    private void replace(String text, boolean isThere) throws IOException {
        Path dir = file.getParent();
        Path next = Files.createTempFile(dir == null ? file : dir, ".tokens", ".new", ownersAlone());
        try {
            if (isThere && ownersAlone().length > 0) {
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
            }
            try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private FileAttribute<?>[] ownersAlone() {
        boolean hasRights = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return hasRights
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
    }
}
