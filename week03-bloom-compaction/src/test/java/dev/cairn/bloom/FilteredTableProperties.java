package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Tables with a filter: each of their keys is found, at each of its sequence numbers.
@Tag("3.4")
final class FilteredTableProperties {
    private static final String NAME = "000005.sst";

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void each_key_of_a_table_is_found(
            @ForAll("tables") SortedMap<InternalKey, Bytes> rows, @ForAll("rates") double rate) throws IOException {
        Disk disk = SimFileSystem.empty().disk("db");
        disk.makeDirectory();
        TableOptions options =
                TableOptions.DEFAULT.withFilter(BlockedBloom.at(rate)).withBlockBytes(200);
        long bytes = write(disk, rows, options);

        try (TableReader table = TableReader.open(disk, NAME, bytes, options)) {
            rows.forEach((key, value) -> assertThat(table.get(key))
                    .as("%s", key)
                    .isEqualTo(EntryTag.isPut(key.tag()) ? new Lookup.Found(value) : new Lookup.Deleted()));
            assertThat(table.verify()).isEmpty();
        }
    }

    @Provide
    Arbitrary<SortedMap<InternalKey, Bytes>> tables() {
        Arbitrary<Bytes> keys =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::copyOf);
        Arbitrary<InternalKey> internal = Combinators.combine(
                        keys, Arbitraries.longs().between(0, 9), Arbitraries.of(true, false))
                .as((key, sequence, isPut) ->
                        InternalKey.of(key, isPut ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence)));
        return Arbitraries.maps(internal, keys).ofMinSize(1).ofMaxSize(150).map(TreeMap::new);
    }

    @Provide
    Arbitrary<Double> rates() {
        return Arbitraries.of(List.of(0.5, 0.1, 0.01, 0.001));
    }

    private static long write(Disk disk, SortedMap<InternalKey, Bytes> rows, TableOptions options) throws IOException {
        try (AppendFile file = disk.create(NAME)) {
            TableWriter writer = new TableWriter(file, options);
            for (var row : rows.entrySet()) {
                byte[] key = row.getKey().encoded().toArray();
                writer.add(key, 0, key.length, row.getValue());
            }
            return writer.finish().bytes();
        }
    }
}
