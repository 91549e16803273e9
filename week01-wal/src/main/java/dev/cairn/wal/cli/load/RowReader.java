package dev.cairn.wal.cli.load;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ParsedRow;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.cli.load.Loading.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;

/// Reads lines and hands them over as batches; a thread of its own, because reading may wait for ever.
///
/// A batch is handed over when it is full, and also when the next line has not come in yet: whoever types or pipes
/// rows and waits for their acknowledgement must not wait for rows that come after it.
final class RowReader implements Runnable {
    private final LineReader lines;
    private final LoadOptions options;
    private final Semaphore permits;
    private final Queue<Event> events;
    private WriteBatch.Builder batch = WriteBatch.builder();
    private int batchRows;
    private long batchBytes;
    private long batchLine;
    private long line;

    /// @param permits one is taken for each batch that is handed over
    RowReader(InputStream input, LoadOptions options, Semaphore permits, Queue<Event> events) {
        this.lines = new LineReader(input, LoadOptions.LINE_BYTES_MAX);
        this.options = options;
        this.permits = permits;
        this.events = events;
    }

    @Override
    public void run() {
        try {
            events.add(new Event.End(read()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            events.add(new Event.Broken(new AssertionError("the reader of rows failed", bug)));
        } catch (Error bug) {
            events.add(new Event.Broken(bug));
        }
    }

    private Ending read() throws InterruptedException {
        try {
            Optional<Bytes> next = nextLine();
            while (next.isPresent()) {
                line++;
                Optional<String> refusal = take(next.get());
                if (refusal.isPresent()) {
                    handOver();
                    return new Ending.BadLine(line, refusal.get());
                }
                next = nextLine();
            }
            handOver();
            return new Ending.Complete();
        } catch (IOException cause) {
            handOver();
            return new Ending.InputFailed(String.valueOf(cause.getMessage()));
        }
    }

    private Optional<Bytes> nextLine() throws IOException, InterruptedException {
        if (batchRows == options.batchRows() || batchBytes >= LoadOptions.BATCH_BYTES || lines.wouldWait()) {
            handOver();
        }
        return lines.next();
    }

    /// Adds the row of a line to the batch; what stands against it, if something does.
    private Optional<String> take(Bytes text) {
        try {
            return switch (options.format().parse(text)) {
                case ParsedRow.Row(Bytes key, Bytes value) -> {
                    batch.put(key, value);
                    batchLine = line;
                    batchRows++;
                    batchBytes += key.length() + value.length();
                    yield Optional.empty();
                }
                case ParsedRow.Malformed(String expected, String found) ->
                    Optional.of("expected " + expected + ", found " + found);
            };
        } catch (StoreException.Refused refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private void handOver() throws InterruptedException {
        if (batchRows > 0) {
            permits.acquire();
            events.add(new Event.Rows(batch.build(), batchLine, lines.bytes()));
            batch = WriteBatch.builder();
            batchRows = 0;
            batchBytes = 0;
        }
    }
}
