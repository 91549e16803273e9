package dev.cairn.rpc.cli.token;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.access.Tokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// A file of tokens that grows by a line: whole, or not at all. Programs that add to it at the same time wait for
/// each other: whoever adds holds a lock on the file `NAME.lock` beside it, which stays, empty. Confined to one
/// thread.
record TokenFile(Path file) {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private static final Set<StandardOpenOption> LOCKED = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /// What stands in a text for bytes that are none.
    private static final String NO_SIGN = "\uFFFD";

    /// The file of that name, or the one that a link of that name leads to.
    ///
    /// @throws StoreException if that cannot be found out
    static TokenFile at(Path file) {
        try {
            return new TokenFile(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
        } catch (IOException e) {
            throw StoreException.Failed.of("add to", file.toString(), e);
        }
    }

    /// Adds a line. A file that is made is its owner's alone; one that was there keeps its rights, its owner
    /// and its group.
    ///
    /// @throws StoreException if what stands there is no file of tokens, or has that name already, or it
    ///     cannot be written, or not for the same owner and group
    void append(TokenLine line) {
        try (FileChannel lock = FileChannel.open(besides(), LOCKED);
                FileLock _ = lock.lock()) {
            appendAlone(line);
        } catch (IOException e) {
            throw StoreException.Failed.of("add to", file.toString(), e);
        }
    }

    /// The file itself is replaced, so a lock on it would be a lock on what is gone.
    private Path besides() {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private void appendAlone(TokenLine line) throws IOException {
        boolean isThere = Files.exists(file);
        String before = isThere ? Tokens.textOf(file) : "";
        refuseUnfit(before, line);
        String all = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + line.toText() + "\n";
        byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Tokens.FILE_BYTES_MAX) {
            throw new StoreException.Refused(file + " would have " + bytes.length + " bytes with that line, but a file"
                    + " of tokens has " + Tokens.FILE_BYTES_MAX + " at most: delete lines first");
        }
        replace(bytes, isThere);
    }

    private void refuseUnfit(String before, TokenLine line) {
        if (before.contains(NO_SIGN)) {
            throw new StoreException.Refused(file + " has bytes that are no text in UTF-8: save it as UTF-8 first");
        }
        if (Tokens.linesOf(before, file.toString()).stream()
                .anyMatch(each -> each.name().equals(line.name()))) {
            throw new StoreException.Refused(
                    file + " has a token \"" + line.name() + "\" already: give another name, or delete its line first");
        }
    }

    private void replace(byte[] bytes, boolean isThere) throws IOException {
        Path dir = Objects.requireNonNull(file.getParent(), "a file has a directory");
        Path next = Files.createTempFile(dir, ".tokens", ".new", ownersAlone());
        try {
            if (isThere && hasRights()) {
                keepRights(next);
            }
            try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (hasRights()) {
                sync(dir);
            }
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /// Gives `next` the owner, the group and the rights of the file, in this order: who may not do that is told
    /// before anything has changed.
    private void keepRights(Path next) throws IOException {
        PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes made = Files.readAttributes(next, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
        if (!made.group().equals(old.group())) {
            view.setGroup(old.group());
        }
        if (!made.owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
        view.setPermissions(old.permissions());
    }

    /// The new name is on the disk, too.
    private static void sync(Path dir) throws IOException {
        try (FileChannel names = FileChannel.open(dir, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private FileAttribute<?>[] ownersAlone() {
        return hasRights()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
                : new FileAttribute<?>[0];
    }

    private boolean hasRights() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
