package dev.cairn.wal.cli.shell;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keys that a shell proposes for what has been typed so far.
///
/// Proposing them is a courtesy: a store that fails, or does not answer soon, proposes none, and says why when
/// the command is run.
///
/// Immutable.
///
/// @param rows where the keys are
/// @param patience how long they are waited for
public record KeyCompletion(ReadView rows, Duration patience) {
    private static final int KEYS_MAX = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// The keys of `rows`, waited for as long as somebody who types waits.
    public static KeyCompletion of(ReadView rows) {
        return new KeyCompletion(rows, PATIENCE);
    }

    /// Some of the keys that begin with `prefix`, in their order.
    public List<String> keys(Bytes prefix) {
        FutureTask<List<String>> search = new FutureTask<>(() -> found(prefix));
        var _ = Thread.ofVirtual().start(search);
        try {
            return search.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<String> found(Bytes prefix) {
        List<String> keys = new ArrayList<>();
        try (Cursor cursor = rows.scan(KeyRange.prefix(prefix))) {
            while (keys.size() < KEYS_MAX && cursor.next()) {
                keys.add(cursor.key().toUtf8());
            }
        }
        return keys;
    }
}
