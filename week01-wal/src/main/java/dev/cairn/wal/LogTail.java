package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.workbook.Exercise;
import java.io.Closeable;
import java.io.IOException;

/// The newest segment of a [Log], the one that grows, with its open file.
///
/// Confined as the log's appends are; but [#sync] may overlap [#append], and the lengths may be asked for by any
/// thread, which is why they are kept here as well.
final class LogTail implements Closeable {
    private final long number;
    private final AppendFile file;
    private final RecordWriter writer;
    private long preallocatedEnd;
    private volatile long bytes;
    private volatile long syncedBytes;

    /// A segment whose `file` holds whole, durable records or nothing.
    LogTail(long number, AppendFile file) {
        this.number = number;
        this.file = file;
        this.writer = new RecordWriter(file);
        this.bytes = file.size();
        this.syncedBytes = bytes;
    }

    long number() {
        return number;
    }

    /// Length of the records, without zeros ahead.
    long bytes() {
        return bytes;
    }

    /// Bytes from the start of the file to the end of the zeros ahead, or 0 if there never were any.
    long preallocatedEnd() {
        return preallocatedEnd;
    }

    /// Whether something was appended that no sync has covered.
    boolean hasUnsynced() {
        return bytes > syncedBytes;
    }

    /// Appends one record, and answers where its first header lies.
    long append(Bytes payload) throws IOException {
        long offset = writer.append(payload);
        bytes = file.size();
        return offset;
    }

    /// Makes everything durable that was appended before the call. What is appended while it runs is not covered.
    void sync() throws IOException {
        long covered = bytes;
        file.sync();
        syncedBytes = covered;
    }

    /// Fills the file with zeros ahead of a record that will end at `end`: to [LogOptions#preallocatedSize], or,
    /// where the disk refuses so many, to `end`. If not even those can be written, the record has no room, and
    /// that failure is thrown.
    ///
    /// Nothing is done where there is room already ([#preallocatedEnd]), or where [LogOptions#preallocateBytes]
    /// is 0.
    @Exercise("1.6")
    void makeRoom(long end, LogOptions options) throws IOException {
        if (options.preallocateBytes() == 0 || end <= preallocatedEnd) {
            return;
        }
        try {
            preallocate(options.preallocatedSize(end));
        } catch (IOException _) {
            preallocate(end);
        }
    }

    private void preallocate(long end) throws IOException {
        file.preallocate(end);
        preallocatedEnd = end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// What is known of it once it is finished.
    Segment segment() {
        return new Segment(number, bytes);
    }
}
