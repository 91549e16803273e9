package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.repair.Repair;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.commit.BatchFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs whose records are whole and whose content this store has not written.
@Tag("2.13")
final class LsmStrangeLogTest {
    private final LsmPlace place = LsmPlace.empty();

    // ---- numbers that are none

    @ParameterizedTest
    @ValueSource(longs = {-5, -1, EntryTag.SEQUENCE_MAX, Long.MAX_VALUE})
    void sequence_numbers_that_no_tag_can_hold_are_corruption(long sequence) {
        place.open().close();
        writeLog("000002.log", batch(sequence, "a", "b"));
        requireCorrupt(() -> LsmStore.open(place.disk(), LsmPlace.OPTIONS, place.world().env()));
        requireCorrupt(() -> LsmView.open(place.disk()));
    }

    @Test
    void sequence_numbers_that_no_tag_can_hold_are_left_out_by_a_repair() {
        place.open().close();
        writeLog("000002.log", batch(1, "a"), batch(-5, "b", "c"), batch(Long.MAX_VALUE, "d", "e"));
        assertThat(Repair.run(place.disk(), Repair.Progress.none()).hasLosses()).isTrue();
        assertThat(place.rows()).containsExactly("a=a");
    }

    private void writeLog(String name, BatchFormat.Batch... batches) {
        try {
            if (place.disk().exists(name)) {
                place.disk().delete(name);
            }
            try (AppendFile file = place.disk().create(name)) {
                RecordWriter writer = new RecordWriter(file);
                for (BatchFormat.Batch batch : batches) {
                    writer.append(BatchFormat.encode(batch));
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static BatchFormat.Batch batch(long sequence, String... keys) {
        List<Mutation> mutations = new ArrayList<>();
        for (String key : keys) {
            mutations.add(new Mutation.Put(utf8(key), utf8(key)));
        }
        return new BatchFormat.Batch(sequence, mutations);
    }

    private static void requireCorrupt(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000002.log")
                .hasMessageContaining("sequence numbers of at most");
    }
}
