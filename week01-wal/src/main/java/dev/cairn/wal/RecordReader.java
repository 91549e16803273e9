package dev.cairn.wal;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.env.ReadFile;
import dev.cairn.wal.FragmentReader.Found;
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
    private ReadResult judge(long offset, Damage damage) throws IOException {
        boolean isCorrupt = tailPolicy == TailPolicy.ONE_RECORD_PER_SYNC
                && fragments.findRecordStart(offset + 1).isPresent();
        return isCorrupt
                ? new ReadResult.Corrupt(wholeEnd, offset, damage)
                : new ReadResult.TornTail(wholeEnd, offset, damage);
    }

    /// The parts of a record whose last fragment has not been read yet.
    private static final class Assembly {
        private final long offset;
        private final ByteWriter data;

        Assembly(Found.Fragment first) {
            this.offset = first.offset();
            this.data = new ByteWriter(first.data().length());
        }
    }
}
