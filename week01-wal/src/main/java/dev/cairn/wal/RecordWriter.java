package dev.cairn.wal;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
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

    /// Appends one record. Where exactly a header fits before the end of a block, its fragment has no data.
    ///
    /// If this throws, part of the record may be in the file, and nothing may be appended behind it.
    ///
    /// @return bytes from the start of the file to the record's first header
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
