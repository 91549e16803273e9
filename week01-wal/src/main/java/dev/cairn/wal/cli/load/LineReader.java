package dev.cairn.wal.cli.load;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Cuts a stream of bytes into lines. A line ends at LF or CR LF; the last one may lack it.
///
/// Confined to one thread.
public final class LineReader {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int lineBytesMax;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private long readBytes;

    /// Will cut `in`.
    ///
    /// @param lineBytesMax how long a line may be
    public LineReader(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /// The next line without its end, in an array of its own, or empty at the end.
    ///
    /// @throws IOException if the input fails, or a line is longer than allowed
    public Optional<Bytes> next() throws IOException {
        ByteWriter line = new ByteWriter();
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.raw(buffer, from, end - from);
            boolean isWhole = end < to;
            from = isWhole ? end + 1 : end;
            if (line.size() > lineBytesMax) {
                throw new IOException("a line is longer than " + lineBytesMax + " bytes");
            }
            if (isWhole) {
                return Optional.of(withoutCr(line.toBytes()));
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(line.toBytes());
    }

    /// Whether the next line, or the rest of it, has not come in yet.
    boolean wouldWait() throws IOException {
        for (int at = from; at < to; at++) {
            if (buffer[at] == '\n') {
                return false;
            }
        }
        return in.available() == 0;
    }

    /// Number of bytes of the lines so far.
    long bytes() {
        return readBytes - (to - from);
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(read, 0);
        readBytes += to;
        return to > 0;
    }

    private static Bytes withoutCr(Bytes line) {
        int last = line.length() - 1;
        return last >= 0 && line.at(last) == '\r' ? line.slice(0, last) : line;
    }
}
