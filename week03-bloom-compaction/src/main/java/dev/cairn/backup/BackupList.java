package dev.cairn.backup;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file `BACKUP`: which files make up a backup, how long each is, and the CRC-32C of its bytes.
///
/// ```
///   cairn backup
///   file 000007.sst 1234 9ae0daaf
///   file CURRENT 16 05c24f05
///   sum 1f00a3c2                        the CRC-32C of all lines before
/// ```
///
/// The format: `docs/formats/backup.md`. Immutable.
///
/// @param files by their names
record BackupList(SortedMap<String, Listed> files) {
    /// The name of the file.
    static final String NAME = "BACKUP";

    /// The name under which it is written.
    static final String TEMPORARY_NAME = "BACKUP.tmp";

    static final String TITLE = "cairn backup";
    private static final int BYTES_MAX = 64 << 20;
    private static final Pattern FILE = Pattern.compile("file ([A-Za-z0-9][A-Za-z0-9.-]*) ([0-9]{1,18}) ([0-9a-f]{8})");
    private static final Pattern SUM = Pattern.compile("sum [0-9a-f]{8}\n");
    private static final int SUM_BYTES = "sum 00000000\n".length();

    /// What is known of a file.
    ///
    /// @param crc the CRC-32C of its bytes
    record Listed(long bytes, int crc) {}

    BackupList {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Collects files. Confined to one thread.
    static final class Builder {
        private final SortedMap<String, Listed> files = new TreeMap<>();

        void add(String name, long bytes, int crc) {
            Check.argument(files.put(name, new Listed(bytes, crc)) == null, "%s is listed already", name);
        }

        boolean has(String name) {
            return files.containsKey(name);
        }

        BackupList build() {
            return new BackupList(files);
        }
    }

    /// What the file holds.
    Bytes encode() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        files.forEach((name, file) -> text.append("file %s %d %08x\n".formatted(name, file.bytes(), file.crc())));
        byte[] lines = Bytes.utf8(text.toString()).toArray();
        return Bytes.utf8(text.append("sum %08x\n".formatted(Crc.of(lines, 0, lines.length)))
                .toString());
    }

    /// Writes the file, durably, and last of all: under [#TEMPORARY_NAME] first, so that it is there as a
    /// whole or not at all.
    ///
    /// @throws StoreException.Failed if the operating system refuses something: action `write`, with
    ///     `BACKUP`
    @Exercise("3.16")
    void write(Disk target) {
        try {
            try (AppendFile file = target.create(TEMPORARY_NAME)) {
                file.append(encode().asBuffer());
                file.sync();
            }
            target.rename(TEMPORARY_NAME, NAME);
            target.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("write", target.describe(NAME), cause);
        }
    }

    /// The list in `backup`.
    ///
    /// @throws StoreException.Refused if there is none
    /// @throws StoreException.Corrupt if it is not what was written
    /// @throws StoreException.Failed if it cannot be read
    static BackupList read(Disk backup) {
        try {
            if (!backup.isDirectory() || !backup.exists(NAME)) {
                throw new StoreException.Refused(backup.describe("") + " holds no backup, or one that was never"
                        + " finished (there is no file " + NAME + "): name a directory that 'cairn db backup' made");
            }
            try (ReadFile file = backup.open(NAME)) {
                return decode(backup.describe(NAME), contents(backup.describe(NAME), file));
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", backup.describe(NAME), cause);
        }
    }

    private static Bytes contents(String name, ReadFile file) throws IOException {
        if (file.size() > BYTES_MAX) {
            String expected = "at most " + BYTES_MAX + " bytes";
            throw new StoreException.Corrupt(name, BYTES_MAX, expected, file.size() + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) file.size());
        return Bytes.copyOf(buffer.array(), 0, file.read(0, buffer));
    }

    /// What `contents`, those of the file `name`, list. First the last line is compared with the sum of the
    /// lines before it; what then cannot be understood was written by a program that is not known here.
    ///
    /// @throws StoreException.Corrupt at the last line, if it is no sum, or that of other lines; at a line
    ///     that is none of those in the format, or lists a file again
    static BackupList decode(String name, Bytes contents) {
        int end = requireSum(name, contents);
        String[] lines = contents.slice(0, end).toUtf8().split("\n", 0);
        require(name, 0, lines[0].equals(TITLE), "\"" + TITLE + "\"", lines[0]);
        Builder list = new Builder();
        int at = lines[0].length() + 1;
        for (int i = 1; i < lines.length; i++) {
            Matcher line = FILE.matcher(lines[i]);
            boolean isNew = line.matches() && !list.has(line.group(1));
            require(name, at, isNew, "a line about a file, and each file once", lines[i]);
            list.add(line.group(1), Long.parseLong(line.group(2)), Integer.parseUnsignedInt(line.group(3), 16));
            at += lines[i].length() + 1;
        }
        return list.build();
    }

    private static int requireSum(String name, Bytes contents) {
        int end = Math.max(0, contents.length() - SUM_BYTES);
        String last = contents.slice(end, contents.length()).toUtf8();
        require(name, end, SUM.matcher(last).matches(), "a last line \"sum\" with eight digits", last.strip());
        String sum = "sum %08x\n".formatted(Crc.of(contents.toArray(), 0, end));
        require(name, end, last.equals(sum), sum.strip() + ", as the lines before have it", last.strip());
        return end;
    }

    private static void require(String name, long at, boolean holds, String expected, String found) {
        if (!holds) {
            throw new StoreException.Corrupt(name, at, expected, "\"" + Bytes.utf8(found) + "\"");
        }
    }

    /// Sum of the lengths.
    long bytes() {
        return files.values().stream().mapToLong(Listed::bytes).sum();
    }

    /// Sum of the lengths of the tables.
    long tableBytes() {
        return files.entrySet().stream()
                .filter(file -> TableNames.numberIn(file.getKey()).isPresent())
                .mapToLong(file -> file.getValue().bytes())
                .sum();
    }

    /// Reads every file of `backup` from its first byte to its last, and compares it with what is listed:
    /// that it is there, its length ([FileCopy#length]), its checksum ([FileCopy#checksum], [#requireCrc]).
    ///
    /// @throws StoreException.Corrupt the first file that is missing (offset 0, expected
    ///     `a file that BACKUP lists`, found `no such file`), has another length (where the shorter of the
    ///     two ends, expected `1234 bytes, as BACKUP lists`, found `1200 bytes`), or another checksum
    /// @throws StoreException.Failed if one cannot be read
    @Exercise("3.16")
    void requireWhole(Disk backup, Meter meter) {
        files.forEach((name, listed) -> {
            String place = backup.describe(name);
            if (!isThere(backup, name)) {
                throw new StoreException.Corrupt(place, 0, "a file that " + NAME + " lists", "no such file");
            }
            long actual = FileCopy.length(backup, name);
            if (actual != listed.bytes()) {
                long end = Math.min(actual, listed.bytes());
                String expected = listed.bytes() + " bytes, as " + NAME + " lists";
                throw new StoreException.Corrupt(place, end, expected, actual + " bytes");
            }
            requireCrc(place, listed, FileCopy.checksum(backup, name, actual, meter));
        });
    }

    /// What is listed of the file `name`.
    ///
    /// @param place what messages call the list
    /// @throws StoreException.Corrupt if it is not listed, though the manifest names it
    Listed of(String place, String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow(() -> {
            String expected = "a line about " + name + ", a table of the store";
            return new StoreException.Corrupt(place, 0, expected, "none");
        });
    }

    /// Refuses the file `place`, whose bytes have the checksum `actual`, unless that is listed.
    static void requireCrc(String place, Listed listed, int actual) {
        if (actual != listed.crc()) {
            String expected = "bytes with the CRC-32C %08x, as %s lists".formatted(listed.crc(), NAME);
            throw new StoreException.Corrupt(place, 0, expected, "%08x".formatted(actual));
        }
    }

    private static boolean isThere(Disk disk, String name) {
        try {
            return disk.exists(name);
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for", disk.describe(name), cause);
        }
    }
}
