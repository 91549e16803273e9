package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is left of a table that cannot be opened.
@Tag("2.6")
final class TableOpeningTest {
    @Test
    void a_table_whose_filter_is_damaged_leaves_nothing_in_the_cache() {
        CountingCache cache = new CountingCache();
        TablePlace place = TablePlace.simulated(
                TableOptions.DEFAULT.withFilter(new ExactFilter()).withCache(cache));
        place.write(Entry.rows(3, 10));
        Bytes handle = new ByteWriter().varint64(0).varint64(5).toBytes();
        String name = TableFormat.FILTER_PREFIX + new ExactFilter().name();
        place.replace(TableParts.withMetaindex(place.bytes(), name, handle));
        assertThatExceptionOfType(StoreException.Corrupt.class).isThrownBy(place::open);
        assertThat(cache.tables()).as("tables that the cache keeps room for").isZero();
    }
}
