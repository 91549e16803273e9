package dev.cairn.lsm.version;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.SegmentNames;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// The file `CURRENT`, which names the manifest that counts: `MANIFEST-000007` and a line feed.
///
/// It is never written in place. At any moment, also after a crash, it names the old manifest or the new one, and
/// that one is whole.
///
/// The format: `docs/formats/manifest.md`. Stateless.
final class CurrentFile {
    static final String NAME = "CURRENT";
    static final SegmentNames TEMPORARY_NAMES = new SegmentNames("", ".dbtmp");

    private static final int BYTES_MAX = 64;

    private CurrentFile() {}

    /// Makes manifest `number` the one that counts. Everything in it must be durable, and so must its name.
    ///
    /// | step | a crash just after it leaves |
    /// |---|---|
    /// | write the name to a new file, `000007.dbtmp` for manifest 7 | the old manifest, and an orphan |
    /// | sync that file | the same |
    /// | rename it to `CURRENT` | the old manifest or the new one |
    /// | sync the directory | the new one |
    ///
    /// Only when this returns may what the old manifest needs be removed. If it fails, either may count.
    ///
    /// @throws StoreException.Failed if the disk refuses: action `switch`, with `CURRENT`
    @Exercise("2.9")
    static void point(Disk disk, long number) {
        String temporary = TEMPORARY_NAMES.nameOf(number);
        try {
            try (AppendFile file = disk.create(temporary)) {
                file.append(Bytes.utf8(Manifest.NAMES.nameOf(number) + "\n").asBuffer());
                file.sync();
            }
            disk.rename(temporary, NAME);
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("switch", disk.describe(NAME), cause);
        }
    }

    /// Whether a manifest numbered `first` or above may count: one does, or nobody can tell.
    static boolean mayName(Disk disk, long first) {
        try {
            return read(disk).orElse(0) >= first;
        } catch (StoreException _) {
            return true;
        }
    }

    /// The number of the manifest that counts, or empty if there is no `CURRENT`.
    ///
    /// No more than [#BYTES_MAX] bytes of it are read: no name of a manifest is as long.
    ///
    /// @throws StoreException.Corrupt if it holds anything but the name of a manifest and a line feed: at offset 0,
    ///     expected `the name of a manifest and a line feed`, found what was read ([Bytes#toString]), in
    ///     quotation marks
    /// @throws StoreException.Failed if it cannot be read: action `read`, with `CURRENT`
    @Exercise("2.9")
    static OptionalLong read(Disk disk) {
        try {
            if (!disk.exists(NAME)) {
                return OptionalLong.empty();
            }
            try (ReadFile file = disk.open(NAME)) {
                return OptionalLong.of(parse(disk.describe(NAME), contents(file)));
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(NAME), cause);
        }
    }

    @Solution
    private static Bytes contents(ReadFile file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX);
        int length = file.read(0, buffer);
        return Bytes.copyOf(buffer.array(), 0, length);
    }

    @Solution
    private static long parse(String file, Bytes contents) {
        String text = contents.toUtf8();
        OptionalLong number = text.endsWith("\n")
                ? Manifest.NAMES.numberIn(text.substring(0, text.length() - 1))
                : OptionalLong.empty();
        return number.orElseThrow(() ->
                new StoreException.Corrupt(file, 0, "the name of a manifest and a line feed", "\"" + contents + "\""));
    }
}
