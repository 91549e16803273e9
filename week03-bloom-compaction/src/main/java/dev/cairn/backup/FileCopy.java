package dev.cairn.backup;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Reads files from their first byte to their last, piece by piece, with a checksum of all that was read.
///
/// Stateless.
final class FileCopy {
    private static final int PIECE_BYTES = 1 << 18;

    private FileCopy() {}

    /// Takes the pieces of a file.
    @FunctionalInterface
    private interface Piece {
        void take(ByteBuffer bytes) throws IOException;
    }

    /// Copies the file `name`, which has `bytes`, from `source` to `target`, under the same name. When this
    /// returns, its bytes are durable; its name is not, before the directory is synced.
    ///
    /// What was read goes to the new file before the next piece is read ([#read]), and it is synced through
    /// the handle that wrote it, and closed in any case.
    ///
    /// @return the CRC-32C of all bytes
    /// @throws StoreException.Corrupt if the file has another length
    /// @throws StoreException.Failed if the operating system refuses something: action `copy`, with the
    ///     file of `source`
    static int copy(Disk source, String name, long bytes, Disk target, Meter meter) {
        try (AppendFile copy = target.create(name)) {
            int crc = read(source, name, bytes, copy::append, meter);
            copy.sync();
            return crc;
        } catch (IOException cause) {
            throw StoreException.Failed.of("copy", source.describe(name) + " to " + target.describe(name), cause);
        }
    }

    /// Reads a file without copying it.
    ///
    /// @return the CRC-32C of all bytes
    /// @throws StoreException.Corrupt if the file has another length
    /// @throws StoreException.Failed if it cannot be read: action `read`
    static int checksum(Disk disk, String name, long bytes, Meter meter) {
        try {
            return read(disk, name, bytes, _ -> {}, meter);
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    /// The length of the file `name`.
    ///
    /// @throws StoreException.Failed if it cannot be read: action `read`
    static long length(Disk disk, String name) {
        try (ReadFile file = disk.open(name)) {
            return file.size();
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    private static int read(Disk disk, String name, long bytes, Piece piece, Meter meter) throws IOException {
        try (ReadFile file = disk.open(name)) {
            requireLength(disk.describe(name), bytes, file.size());
            CRC32C crc = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, bytes));
            long at = 0;
            while (at < bytes) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - at));
                requireLength(disk.describe(name), bytes, at + file.read(at, buffer), at + buffer.limit());
                crc.update(buffer.flip().duplicate());
                at += buffer.limit();
                int length = buffer.limit();
                piece.take(buffer);
                meter.add(length);
            }
            return (int) crc.getValue();
        }
    }

    private static void requireLength(String file, long bytes, long actual) {
        requireLength(file, bytes, actual, bytes);
    }

    /// Refuses a file of `bytes` that ends at `actual`, where it must go on to `end` at least.
    private static void requireLength(String file, long bytes, long actual, long end) {
        if (actual != end) {
            throw new StoreException.Corrupt(file, Math.min(actual, end), bytes + " bytes", actual + " bytes");
        }
    }
}
