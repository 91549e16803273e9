package dev.cairn.wal;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.env.ReadFile;
import dev.cairn.wal.FragmentReader.Found;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the records of one log file in order.
///
/// 1. Bytes whose checksum is wrong are never returned.
/// 2. The records returned are, in order and without a gap, the first of those that were appended.
/// 3. After the end or damage every further call answers the same, until [#skipDamage].
///
/// What is to be *done* about damage is not decided here; only [#judge] says whether a crash alone explains it. The
/// format: `docs/formats/log.md`. Confined to one thread.
public final class RecordReader {
    private final FragmentReader fragments;
    private final TailPolicy tailPolicy;
    private long wholeEnd;
    private @Nullable ReadResult stopped;

    /// A reader of the first `size` bytes of `file` that begins at `start`, which must be where a record begins.
    public RecordReader(ReadFile file, long start, long size, TailPolicy tailPolicy) {
        this.fragments = new FragmentReader(file, size, start);
        this.tailPolicy = tailPolicy;
        this.wholeEnd = start;
    }

    /// The next record, or why there is none.
    public ReadResult next() throws IOException {
        if (stopped == null) {
            ReadResult result = read();
            if (result instanceof ReadResult.Whole) {
                return result;
            }
            stopped = result;
        }
        return stopped;
    }

    /// After damage: goes on with the next record that can still be read, if there is one. What lies between is
    /// lost.
    ///
    /// That record begins behind the byte at which the damage was found, at the first place where
    /// [FragmentReader#findRecordStart] finds one. The next call of [#next] reads it; what was skipped counts as no
    /// part of the whole records before it. If there is none, nothing changes, and [#next] answers as before.
    ///
    /// @return whether there is such a record; never, if what was read last is the clean end
    /// @throws IllegalStateException if nothing was read yet, or what was read last is a record
    @Exercise("1.4")
    public boolean skipDamage() throws IOException {
        long damageOffset = switch (stopped) {
            case ReadResult.TornTail torn -> torn.damageOffset();
            case ReadResult.Corrupt corrupt -> corrupt.damageOffset();
            case ReadResult.Whole _, ReadResult.End _ -> Long.MAX_VALUE - LogFormat.BLOCK_BYTES;
            case null -> throw new IllegalStateException("there is no damage to skip");
        };
        OptionalLong start = fragments.findRecordStart(damageOffset + 1);
        start.ifPresent(offset -> {
            fragments.moveTo(offset);
            wholeEnd = offset;
            stopped = null;
        });
        return start.isPresent();
    }

    /// The next record, put together from the fragments that [FragmentReader#next] gives, or why there is none.
    ///
    /// Its offset is that of its first fragment. Whenever a whole record has been read, [#wholeEnd] becomes the
    /// offset behind its last fragment; [ReadResult.End] tells it.
    ///
    /// Everything else is damage, and [#judge] says what it means. It is told:
    ///
    /// - where the fragments give [Found.Broken], and what they say, inside of a record too;
    /// - [Damage#OUT_OF_ORDER] at a fragment that goes on with a record, where none was begun;
    /// - [Damage#OUT_OF_ORDER] at the first fragment of a record that was begun, if another record begins before it
    ///   has ended;
    /// - [Damage#RECORD_CUT] where there are no more fragments, if a record was begun.
    @Exercise("1.3")
    private ReadResult read() throws IOException {
        @Nullable Assembly open = null;
        while (true) {
            switch (fragments.next()) {
                case Found.Fragment fragment -> {
                    if (fragment.kind().begins() != (open == null)) {
                        return judge(open == null ? fragment.offset() : open.offset, Damage.OUT_OF_ORDER);
                    }
                    open = open == null ? new Assembly(fragment) : open;
                    open.data.raw(fragment.data());
                    if (fragment.kind().ends()) {
                        wholeEnd = fragment.end();
                        return new ReadResult.Whole(open.data.takeBytes(), open.offset);
                    }
                }
                case Found.NoMore(long offset) -> {
                    return open == null ? new ReadResult.End(wholeEnd) : judge(offset, Damage.RECORD_CUT);
                }
                case Found.Broken(long offset, Damage damage) -> {
                    return judge(offset, damage);
                }
            }
        }
    }

    /// Torn or corrupt: the one place that decides it.
    ///
    /// It is [ReadResult.Corrupt] only if a crash alone cannot have left it; else it is [ReadResult.TornTail]. What
    /// a crash can do depends on the policy: [TailPolicy] says it. What counts is whether a record begins behind
    /// `offset`.
    ///
    /// @param offset where the damage was found
    @Exercise("1.4")
    private ReadResult judge(long offset, Damage damage) throws IOException {
        boolean isCorrupt = tailPolicy == TailPolicy.ONE_RECORD_PER_SYNC
                && fragments.findRecordStart(offset + 1).isPresent();
        return isCorrupt
                ? new ReadResult.Corrupt(wholeEnd, offset, damage)
                : new ReadResult.TornTail(wholeEnd, offset, damage);
    }

    /// The parts of a record whose last fragment has not been read yet.
    @Solution
    private static final class Assembly {
        private final long offset;
        private final ByteWriter data;

        Assembly(Found.Fragment first) {
            this.offset = first.offset();
            this.data = new ByteWriter(first.data().length());
        }
    }
}
