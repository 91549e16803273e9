package dev.cairn.lsm.repair;

import static dev.cairn.lsm.repair.HandMadeTable.block;
import static dev.cairn.lsm.repair.HandMadeTable.ofKind;
import static dev.cairn.lsm.repair.HandMadeTable.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.map.FileCheck.Skipped;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What of a table can be read, and what is told of the rest.
@Tag("2.19")
final class SalvagedTableTest {
    private static final String NAME = "000005.sst";
    private static final HandMadeTable WHOLE = HandMadeTable.of(
            block(put("a", 9), put("a", 2), put("b", 3)), block(put("c", 8)), block(put("d", 4), put("e", 5)));
    private final SimFileSystem files = SimFileSystem.empty();
    private final Disk disk = files.disk("db");

    @Test
    void of_a_whole_table_everything_is_read() {
        read(WHOLE.bytes(), table -> {
            assertThat(table.isWhole()).isTrue();
            assertThat(rows(table)).as("rows that are read").containsExactly("a 9", "a 2", "b 3", "c 8", "d 4", "e 5");
            assertThat(table.check().records()).as("entries that were counted").isEqualTo(6);
            assertThat(table.oldest()).isEqualTo(2);
            assertThat(table.newest()).isEqualTo(9);
            assertThat(table.asTable())
                    .isEqualTo(new TableFile(
                            5,
                            WHOLE.bytes().length(),
                            put("a", 9).key(),
                            put("e", 5).key()));
        });
    }

    @Test
    void a_damaged_block_costs_what_is_in_it_and_is_told() {
        BlockHandle damaged = WHOLE.data().get(0);
        read(WHOLE.damagedAt(damaged.offset() + 5), table -> {
            assertThat(rows(table)).as("rows that are read").containsExactly("c 8", "d 4", "e 5");
            assertThat(table.isWhole()).isFalse();
            assertThat(table.newest()).isEqualTo(8);
            assertThat(skipped(table)).hasSize(1);
            requireBlock(skipped(table).getFirst(), damaged, "a block of 76 bytes with the checksum");
        });
    }

    @Test
    void a_damaged_metaindex_costs_no_row() {
        read(WHOLE.damagedAt(WHOLE.metaindex().offset()), table -> {
            assertThat(rows(table)).as("rows that are read").hasSize(6);
            assertThat(skipped(table)).hasSize(1);
            requireBlock(skipped(table).getFirst(), WHOLE.metaindex(), "a block of 8 bytes with the checksum");
        });
    }

    @Test
    void without_a_footer_all_rows_are_found_and_the_loss_of_the_index_is_told() {
        read(WHOLE.withoutFooter(), table -> {
            assertThat(rows(table)).as("rows that are read").containsExactly("a 9", "a 2", "b 3", "c 8", "d 4", "e 5");
            assertThat(table.isWhole()).isFalse();
            assertThat(skipped(table))
                    .containsExactly(new Skipped(
                            WHOLE.index().end(),
                            48,
                            "the magic number db4775248b80fb57 of a table",
                            "da4775248b80fb57"));
        });
    }

    @Test
    void with_a_damaged_index_all_rows_are_found_and_what_is_behind_the_last_block_is_told() {
        BlockHandle index = WHOLE.index();
        read(WHOLE.damagedAt(index.offset() + 3), table -> {
            assertThat(rows(table)).as("rows that are read").hasSize(6);
            assertThat(skipped(table)).hasSize(1);
            Skipped last = skipped(table).getFirst();
            assertThat(last.offset()).isEqualTo(index.offset());
            assertThat(last.bytes()).isEqualTo(WHOLE.bytes().length() - index.offset());
            assertThat(last.expected()).startsWith("a block of " + index.bytes() + " bytes with the checksum");
        });
    }

    @Test
    void of_a_table_that_is_cut_the_blocks_before_the_cut_are_read() {
        BlockHandle cut = WHOLE.data().get(2);
        read(WHOLE.bytes().slice(0, (int) cut.offset() + 20), table -> {
            assertThat(rows(table)).as("rows that are read").containsExactly("a 9", "a 2", "b 3", "c 8");
            assertThat(skipped(table)).hasSize(1);
            assertThat(skipped(table).getFirst().offset()).isEqualTo(cut.offset());
            assertThat(skipped(table).getFirst().bytes()).isEqualTo(20);
        });
    }

    @Test
    void without_an_index_a_damaged_block_is_a_gap() {
        BlockHandle damaged = WHOLE.data().get(1);
        Bytes bytes = WHOLE.damagedAt(damaged.offset() + 5);
        read(bytes.slice(0, (int) WHOLE.metaindex().offset()), table -> {
            assertThat(rows(table)).as("rows that are read").containsExactly("a 9", "a 2", "b 3", "d 4", "e 5");
            assertThat(skipped(table)).hasSize(2);
            assertThat(skipped(table).getFirst())
                    .isEqualTo(new Skipped(
                            damaged.offset(),
                            damaged.end() - damaged.offset(),
                            "a block and its checksum",
                            "bytes in which none begins"));
        });
    }

    @Test
    void a_block_whose_keys_are_not_behind_those_of_the_blocks_before_it_is_left_out() {
        HandMadeTable table = HandMadeTable.of(
                block(put("a", 1)), block(put("m", 2)), block(put("c", 3), put("x", 4)), block(put("n", 5)));
        read(table.bytes(), read -> {
            assertThat(rows(read)).as("rows that are read").containsExactly("a 1", "m 2", "n 5");
            requireOnly(read, table.data().get(2), "keys that ascend", "c @ 3 put behind m @ 2 put");
        });
    }

    @Test
    void the_same_entry_twice_is_out_of_order() {
        HandMadeTable table = HandMadeTable.of(block(put("a", 1)), block(put("a", 1), put("b", 2)));
        read(table.bytes(), read -> {
            assertThat(rows(read)).as("rows that are read").containsExactly("a 1");
            requireOnly(read, table.data().get(1), "keys that ascend", "a @ 1 put behind a @ 1 put");
        });
    }

    @Test
    void of_a_block_with_an_entry_of_no_known_kind_nothing_counts() {
        HandMadeTable table = HandMadeTable.of(block(put("a", 5)), block(put("b", 1), put("c", 90), ofKind(7, "d", 2)));
        read(table.bytes(), read -> {
            assertThat(rows(read)).as("rows that are read").containsExactly("a 5");
            assertThat(read.check().records()).as("entries that were counted").isEqualTo(1);
            assertThat(read.oldest()).as("the smallest number").isEqualTo(5);
            assertThat(read.newest()).as("the largest number").isEqualTo(5);
            requireOnly(read, table.data().get(1), "an entry that is a put or a delete", "d @ 2 delete");
        });
    }

    @Test
    void a_block_whose_restart_points_are_no_entries_is_left_out() {
        byte[] contents = block(put("b", 1), put("c", 2), put("d", 3)).toArray();
        contents[contents.length - 8]++;
        HandMadeTable table = HandMadeTable.of(block(put("a", 5)), Bytes.wrap(contents));
        read(table.bytes(), read -> {
            assertThat(rows(read)).as("rows that are read").containsExactly("a 5");
            assertThat(skipped(read)).hasSize(1);
        });
    }

    @Test
    void a_block_that_leads_back_is_left_out_without_an_index_too() {
        HandMadeTable table = HandMadeTable.of(block(put("m", 2)), block(put("c", 3)), block(put("n", 5)));
        read(
                table.withoutFooter(),
                read -> assertThat(rows(read)).as("rows that are read").containsExactly("m 2", "n 5"));
    }

    @Test
    void a_block_that_nobody_here_can_unpack_is_refused_and_costs_no_other() {
        HandMadeTable table = WHOLE.withType(WHOLE.data().get(1), 2);
        read(table.bytes(), this::requireMiddleRefused);
        read(table.withoutFooter(), this::requireMiddleRefused);
    }

    @Test
    void a_table_that_cannot_be_read_again_either_is_not_left_open() {
        HandMadeTable.write(
                disk,
                NAME,
                WHOLE.withType(WHOLE.data().get(1), FailingCompression.ID).bytes());
        for (Throwable failure : List.of(new IllegalStateException("a bug"), new OutOfMemoryError("no memory"))) {
            assertThatThrownBy(() -> readTwice(failure)).isSameAs(failure);
            assertThat(files.openFiles()).as("open files after %s", failure).isEmpty();
        }
        assertThatThrownBy(() -> readTwice(new InternalError("a fault")))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessage("cannot read db/" + NAME + ": its bytes cannot be reached");
        assertThat(files.openFiles()).as("open files after a fault").isEmpty();
    }

    private void readTwice(Throwable failure) {
        SalvagedTable table = SalvagedTable.read(disk, NAME, 5);
        assertThat(files.openFiles()).as("open files after the first time").containsExactly("db/" + NAME);
        TableOptions options = TableOptions.DEFAULT.withReadable(
                List.of(Compression.none(), Compression.snappy(), new FailingCompression(failure)));
        try (SalvagedTable _ = table.readAs(options)) {
            throw new AssertionError("it could be read");
        }
    }

    /// Fails to unpack anything.
    private record FailingCompression(Throwable failure) implements Compression {
        private static final int ID = 9;

        @Override
        public int id() {
            return ID;
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Packer packer() {
            return block -> block;
        }

        @Override
        public byte[] unpack(byte[] packed, int bytesMax) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    private void requireMiddleRefused(SalvagedTable table) {
        BlockHandle block = WHOLE.data().get(1);
        assertThat(rows(table)).as("rows that are read").containsExactly("a 9", "a 2", "b 3", "d 4", "e 5");
        assertThat(table.refusal()).as("what is refused").isPresent();
        assertThat(skipped(table)).first().satisfies(skipped -> {
            requireBlock(skipped, block, "blocks that can be unpacked");
            assertThat(skipped.found()).contains("db/" + NAME + " has a block of type 2 at byte " + block.offset());
        });
    }

    @Test
    void a_table_whose_index_nobody_here_can_unpack_is_refused_as_a_whole() {
        read(WHOLE.withType(WHOLE.index(), 2).bytes(), table -> {
            assertThat(table.isEmpty()).isTrue();
            assertThat(table.refusal()).as("what is refused").isPresent();
            assertThat(skipped(table)).as("what was skipped").hasSize(1);
            assertThat(skipped(table).getFirst().bytes())
                    .isEqualTo(WHOLE.bytes().length());
        });
    }

    @Test
    void a_file_of_nothing_is_a_table_of_which_nothing_can_be_read() {
        read(Bytes.EMPTY, table -> {
            assertThat(table.isEmpty()).isTrue();
            assertThat(table.isWhole()).isFalse();
            assertThat(skipped(table))
                    .containsExactly(new Skipped(0, 0, "a table, which has at least 48 bytes", "0 bytes"));
        });
    }

    @Test
    void a_file_that_cannot_be_read_is_a_failure_and_no_damage() {
        assertThatThrownBy(() -> SalvagedTable.read(disk, NAME, 5).close())
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot read db/" + NAME);
    }

    @Test
    void a_table_that_cannot_be_opened_for_its_filter_is_not_left_open() {
        read(WHOLE.bytes(), _ -> {});
        AtomicInteger opened = new AtomicInteger();
        Object once = Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    boolean isTable = method.getName().equals("open") && arguments[0].equals(NAME);
                    if (isTable && opened.incrementAndGet() > 1) {
                        throw new IOException("input/output error");
                    }
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException wrapped) {
                        throw wrapped.getTargetException();
                    }
                });
        assertThatThrownBy(() -> Survey.of((Disk) once, TableOptions.DEFAULT, Repair.Progress.none()))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("input/output error");
        assertThat(files.openFiles()).as("files that are left open").isEmpty();
    }

    @Test
    void bytes_that_cannot_be_reached_are_a_failure_and_leave_no_file_open() {
        requireFailure(new InternalError("a fault occurred"), ": its bytes cannot be reached");
        requireFailure(new IOException("input/output error"), "input/output error");
    }

    private static void requireFailure(Throwable fault, String told) {
        AtomicBoolean isClosed = new AtomicBoolean();
        Disk broken = proxy(Disk.class, (method, arguments) -> switch (method) {
            case "open" ->
                proxy(ReadFile.class, (ofFile, _) -> switch (ofFile) {
                    case "size" -> 100L;
                    case "close" -> {
                        isClosed.set(true);
                        yield null;
                    }
                    default -> throw fault;
                });
            default -> "db/" + arguments[0];
        });
        assertThatThrownBy(() -> SalvagedTable.read(broken, NAME, 5).close())
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot read db/" + NAME)
                .hasMessageContaining(told);
        assertThat(isClosed).as("whether the file was closed after " + fault).isTrue();
    }

    /// Answers a call by its name.
    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answers.to(method.getName(), arguments));
        return type.cast(proxy);
    }

    private void read(Bytes bytes, Consumer<SalvagedTable> then) {
        HandMadeTable.write(disk, NAME, bytes);
        try (SalvagedTable table = SalvagedTable.read(disk, NAME, 5)) {
            then.accept(table);
        }
        assertThat(files.openFiles()).as("files that are left open").isEmpty();
    }

    private static List<Skipped> skipped(SalvagedTable table) {
        return table.check().skipped();
    }

    private static void requireOnly(SalvagedTable table, BlockHandle block, String expected, String found) {
        assertThat(skipped(table))
                .as("what was skipped")
                .containsExactly(new Skipped(block.offset(), block.end() - block.offset(), expected, found));
    }

    private static void requireBlock(Skipped skipped, BlockHandle block, String expected) {
        assertThat(skipped.offset()).isEqualTo(block.offset());
        assertThat(skipped.bytes()).as("its length, with the trailer").isEqualTo(block.end() - block.offset());
        assertThat(skipped.expected()).startsWith(expected);
    }

    private static List<String> rows(SalvagedTable table) {
        List<String> rows = new ArrayList<>();
        try (EntryCursor cursor = table.cursor()) {
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                InternalKey key = InternalKey.at(cursor);
                rows.add(key.userKey().toUtf8() + " " + key.sequence());
            }
        }
        return rows;
    }
}
