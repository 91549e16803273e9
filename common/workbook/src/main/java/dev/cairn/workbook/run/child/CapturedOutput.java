package dev.cairn.workbook.run.child;

import dev.cairn.workbook.run.child.TestEvent.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes what a test prints: the first of it is kept, and all of it goes to a file if it is much.
///
/// Thread-safe.
final class CapturedOutput extends OutputStream {
    static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final long FILE_BYTES_MAX = 16L * 1024 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private Path file;
    private OutputStream toFile = OutputStream.nullOutputStream();
    private long bytes;

    CapturedOutput(Path file) {
        this.file = file;
    }

    /// Begins anew: what is printed from now on belongs to another test, whose file would be `next`.
    synchronized void turnTo(Path next) {
        closeFile();
        head.reset();
        bytes = 0;
        file = next;
    }

    /// What was printed since the last turn.
    synchronized Output soFar() {
        boolean isMuch = bytes > HEAD_BYTES_MAX;
        return new Output(head.toString(StandardCharsets.UTF_8), bytes, isMuch ? file.toString() : "");
    }

    @Override
    public synchronized void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        int toHead = (int) Math.min(length, Math.max(0, HEAD_BYTES_MAX - bytes));
        head.write(from, offset, toHead);
        if (bytes <= HEAD_BYTES_MAX && bytes + length > HEAD_BYTES_MAX) {
            openFile();
        }
        if (bytes + length > HEAD_BYTES_MAX && bytes < FILE_BYTES_MAX) {
            writeToFile(from, offset + toHead, length - toHead);
        }
        bytes += length;
    }

    private void openFile() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            toFile = Files.newOutputStream(file);
            head.writeTo(toFile);
        } catch (IOException _) {
            toFile = OutputStream.nullOutputStream();
        }
    }

    /// A test is not to fail because its output cannot be kept.
    private void writeToFile(byte[] from, int offset, int length) {
        try {
            toFile.write(from, offset, length);
        } catch (IOException _) {
            toFile = OutputStream.nullOutputStream();
        }
    }

    private void closeFile() {
        try {
            toFile.close();
        } catch (IOException _) {
            head.reset();
        }
        toFile = OutputStream.nullOutputStream();
    }
}
