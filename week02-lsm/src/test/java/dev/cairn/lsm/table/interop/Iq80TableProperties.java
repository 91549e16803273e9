package dev.cairn.lsm.table.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.Entry;
import dev.cairn.lsm.table.TableFormat;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.table.compression.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.InternalKeyComparator;
import org.iq80.leveldb.impl.InternalUserComparator;
import org.iq80.leveldb.table.BytewiseComparator;
import org.iq80.leveldb.table.FileChannelTable;
import org.iq80.leveldb.table.Table;
import org.iq80.leveldb.table.TableBuilder;
import org.iq80.leveldb.util.Slice;
import org.iq80.leveldb.util.Slices;
import org.iq80.leveldb.util.TableIterator;

/// Our tables and those of LevelDB in pure Java (`org.iq80.leveldb`), entry for entry, both ways, and byte
/// for byte.
final class Iq80TableProperties {
    private static final String NAME = "000005.sst";
    private static final InternalUserComparator ORDER =
            new InternalUserComparator(new InternalKeyComparator(new BytewiseComparator()));

    private final Path directory = temporary();
    private final Disk disk = Disk.at(directory);
    private final Path file = directory.resolve(NAME);

    @AfterTry
    void emptyDirectory() throws IOException {
        Files.deleteIfExists(file);
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        Files.deleteIfExists(directory);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Tag("2.5")
    void they_read_what_we_write(@ForAll("entries") List<Entry> entries, @ForAll("options") TableOptions options)
            throws IOException {
        writeOurs(entries, options);
        assertThat(readByThem()).isEqualTo(entries);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Tag("2.6")
    void we_read_what_they_write(@ForAll("entries") List<Entry> entries, @ForAll("options") TableOptions options)
            throws IOException {
        writeTheirs(entries, options);
        try (TableReader table = TableReader.open(disk, NAME, Files.size(file), TableOptions.DEFAULT);
                EntryCursor cursor = table.cursor()) {
            assertThat(Entry.all(cursor)).isEqualTo(entries);
            assertThat(Entry.allBackwards(cursor)).isEqualTo(entries.reversed());
            assertThat(table.verify()).isEmpty();
            for (Entry each : entries) {
                Lookup expected =
                        EntryTag.isPut(each.key().tag()) ? new Lookup.Found(each.value()) : new Lookup.Deleted();
                assertThat(table.get(each.key())).isEqualTo(expected);
            }
        }
    }

    /// Behind the data blocks theirs fills handles up with zeros, and has no restart point in an empty
    /// block.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Tag("2.5")
    void both_write_the_same_data_blocks_where_nothing_is_packed(
            @ForAll("entries") List<Entry> entries, @ForAll("options") TableOptions options) throws IOException {
        TableOptions plain = options.withCompression(Compression.none());
        writeOurs(entries, plain);
        Bytes ours = dataBlocks(Files.readAllBytes(file));
        Files.delete(file);
        writeTheirs(entries, plain);
        assertThat(ours).isEqualTo(dataBlocks(Files.readAllBytes(file)));
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Bytes> userKeys = Arbitraries.oneOf(bytes(0, 4), bytes(125, 135), bytes(0, 30));
        Arbitrary<Bytes> values = Arbitraries.oneOf(bytes(0, 3), bytes(120, 140), bytes(0, 300));
        Arbitrary<InternalKey> keys = Combinators.combine(
                        userKeys, Arbitraries.longs().between(0, EntryTag.SEQUENCE_MAX), Arbitraries.of(true, false))
                .as((key, sequence, isPut) ->
                        InternalKey.of(key, isPut ? EntryTag.ofPut(sequence) : EntryTag.ofDelete(sequence)));
        return Arbitraries.maps(keys, values)
                .uniqueKeys(key -> List.of(key.userKey(), key.sequence()))
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(all -> new TreeMap<>(all)
                        .entrySet().stream()
                                .map(each -> new Entry(each.getKey(), each.getValue()))
                                .toList());
    }

    @Provide
    Arbitrary<TableOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(40, 300, 4096),
                        Arbitraries.of(1, 2, 16),
                        Arbitraries.of(Compression.none(), Compression.snappy()))
                .as((block, interval, compression) -> TableOptions.DEFAULT
                        .withBlockBytes(block)
                        .withRestartInterval(interval)
                        .withCompression(compression));
    }

    private static Arbitrary<Bytes> bytes(int min, int max) {
        return Arbitraries.bytes()
                .between((byte) -2, (byte) 1)
                .array(byte[].class)
                .ofMinSize(min)
                .ofMaxSize(max)
                .map(Bytes::copyOf);
    }

    private void writeOurs(List<Entry> entries, TableOptions options) throws IOException {
        try (AppendFile target = disk.create(NAME)) {
            TableWriter writer = new TableWriter(target, options);
            for (Entry each : entries) {
                byte[] key = each.key().encoded().toArray();
                writer.add(key, 0, key.length, each.value());
            }
            writer.finish();
        }
    }

    private void writeTheirs(List<Entry> entries, TableOptions options) throws IOException {
        Options theirs = new Options()
                .blockSize(options.blockBytes())
                .blockRestartInterval(options.restartInterval())
                .compressionType(options.compression().id() == 0 ? CompressionType.NONE : CompressionType.SNAPPY);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            TableBuilder builder = new TableBuilder(theirs, channel, ORDER);
            for (Entry each : entries) {
                builder.add(slice(each.key().encoded()), slice(each.value()));
            }
            builder.finish();
        }
    }

    private List<Entry> readByThem() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            Table table = new FileChannelTable(NAME, channel, ORDER, true);
            TableIterator iterator = table.iterator();
            while (iterator.hasNext()) {
                Map.Entry<Slice, Slice> next = iterator.next();
                InternalKey key = InternalKey.decode(Bytes.copyOf(next.getKey().getBytes()));
                entries.add(new Entry(key, Bytes.copyOf(next.getValue().getBytes())));
            }
        }
        return entries;
    }

    /// What stands before the metaindex block, which the footer names first.
    private static Bytes dataBlocks(byte[] table) {
        Bytes footer = Bytes.copyOf(table, table.length - TableFormat.FOOTER_BYTES, table.length);
        return Bytes.copyOf(table, 0, (int) new ByteReader(footer).varint64());
    }

    private static Slice slice(Bytes bytes) {
        return Slices.wrappedBuffer(bytes.toArray());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("cairn-table");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
