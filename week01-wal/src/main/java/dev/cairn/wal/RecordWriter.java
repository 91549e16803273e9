package dev.cairn.wal;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;

/// Appends records to one new log file.
///
/// A record, with all its fragments and the trailer before it, is handed to the file in one call. The file may pass
/// a long one on to the operating system in pieces, so a kill of the process between two of them leaves the
/// beginning of a record, which is a torn tail. The format: `docs/formats/log.md`. Confined to one thread.
public final class RecordWriter {
    private final AppendFile file;
    private final ByteWriter frame = new ByteWriter(4 * 1024);

    /// A writer that goes on behind what `file` holds, which must be whole records.
    public RecordWriter(AppendFile file) {
        this.file = file;
    }

    /// Appends one record: the payload in as few fragments as the blocks allow, each behind its header.
    ///
    /// 1. A fragment never crosses the end of a block, and takes all the room that is left in its block, unless the
    ///    payload ends before.
    /// 2. Where fewer than seven bytes are left in a block, they are filled with zeros, and the fragment begins in
    ///    the next block. Where exactly seven are left, a header fits, and its fragment has no data.
    /// 3. An empty payload is one FULL fragment without data.
    /// 4. The file gets all of it in one call of [AppendFile#append].
    ///
    /// The kind of a fragment: [FragmentKind#of(boolean, boolean)]. The room that is left: [LogFormat#leftInBlock].
    /// The checksum covers kind and data, and not the length: [ByteWriter#maskedCrc]. The fields of the header, and
    /// examples byte for byte: `docs/formats/log.md`.
    ///
    /// If this throws, part of the record may be in the file, and nothing may be appended behind it.
    ///
    /// @return bytes from the start of the file to the record's first header
    @Exercise("1.2")
    public long append(Bytes payload) throws IOException {
        frame.clear();
        long start = file.size();
        int written = 0;
        boolean begins = true;
        do {
            int left = LogFormat.leftInBlock(start + frame.size());
            if (left < LogFormat.HEADER_BYTES) {
                frame.zeros(left);
                left = LogFormat.BLOCK_BYTES;
            }
            int length = Math.min(payload.length() - written, left - LogFormat.HEADER_BYTES);
            boolean ends = written + length == payload.length();
            addFragment(FragmentKind.of(begins, ends), payload.slice(written, written + length));
            begins = false;
            written += length;
        } while (written < payload.length());
        file.append(frame.asBuffer());
        return start + (LogFormat.leftInBlock(start) < LogFormat.HEADER_BYTES ? LogFormat.leftInBlock(start) : 0);
    }

    @Solution
    private void addFragment(FragmentKind kind, Bytes data) {
        int header = frame.size();
        frame.fixed32(0)
                .u8(data.length())
                .u8(data.length() >> 8)
                .u8(kind.code())
                .raw(data);
        frame.patchFixed32(header, frame.maskedCrc(header + LogFormat.KIND_OFFSET));
    }
}
