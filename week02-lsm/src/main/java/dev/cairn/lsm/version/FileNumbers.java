package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.SegmentNames;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The one counter from which logs, tables, manifests and temporary files get their numbers.
///
/// No number is given out twice, not even after a crash: a file of that number may still be there, and an edit
/// that names it may come to light again. So a counter begins above everything that the manifest *and* the
/// directory know of. Only files with numbers to which no counter comes ([#REACHED_MAX]) are passed over: somebody has
/// put them there.
///
/// Thread-safe.
public final class FileNumbers implements LongSupplier {
    /// The largest number that a file can have: eighteen digits.
    static final long MAX = 999_999_999_999_999_999L;

    /// No counter comes as far as this. What has a larger number is no file of the store, unless it is a log: a log is
    /// read whatever its number is, and what comes behind it needs a larger one.
    static final long REACHED_MAX = MAX / 2;

    private static final List<SegmentNames> MANIFESTS = List.of(Manifest.NAMES, CurrentFile.TEMPORARY_NAMES);
    private static final String REWRITTEN = ".tmp";

    private final AtomicLong next;

    private FileNumbers(long next) {
        this.next = new AtomicLong(next);
    }

    /// A counter whose first number is `next`; if that is above [#MAX], it has none to give.
    public static FileNumbers from(long next) {
        Check.argument(next > 0, "no file has the number %s", next);
        return new FileNumbers(next);
    }

    /// A counter above `nextFileNumber` less one, which is what the manifest says, and above the number of every
    /// file in `disk`, whatever kind of file it is, temporary ones included.
    ///
    /// [#numberIn] knows the names that have a number.
    ///
    /// @throws StoreException.Failed if the directory cannot be read: action `list`, with the directory
    @Exercise("2.9")
    public static FileNumbers above(long nextFileNumber, Disk disk) {
        try {
            long largest = disk.list().stream()
                    .map(FileNumbers::numberIn)
                    .flatMapToLong(OptionalLong::stream)
                    .max()
                    .orElse(0);
            return from(Math.max(nextFileNumber, largest + 1));
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    /// A number that no file has had and no other call gets.
    ///
    /// @throws StoreException.Refused if all have been given out
    public long next() {
        long number = next.getAndIncrement();
        if (number > MAX) {
            throw new StoreException.Refused("no number is left for another file of the store, since there is one with"
                    + " the number " + MAX + ": if it does not belong here, move it away");
        }
        return number;
    }

    /// The same as [#next].
    @Override
    public long getAsLong() {
        return next();
    }

    /// The number that comes next: all that were given out are smaller.
    public long upcoming() {
        return next.get();
    }

    /// Whether a file can have that number.
    static boolean isNumber(long number) {
        return number > 0 && number <= MAX;
    }

    /// The number in the name of a file, if files of that name take one of this counter.
    private static OptionalLong numberIn(String name) {
        String lasting = name.endsWith(REWRITTEN) ? name.substring(0, name.length() - REWRITTEN.length()) : name;
        OptionalLong log = SegmentNames.LOG.numberIn(name);
        return log.isPresent() ? log : reached(lasting);
    }

    private static OptionalLong reached(String lasting) {
        return Stream.concat(
                        MANIFESTS.stream().map(names -> names.numberIn(lasting)),
                        Stream.of(SegmentNames.LOG.numberIn(lasting), TableNames.numberIn(lasting)))
                .flatMapToLong(OptionalLong::stream)
                .filter(number -> number <= REACHED_MAX)
                .findFirst();
    }
}
