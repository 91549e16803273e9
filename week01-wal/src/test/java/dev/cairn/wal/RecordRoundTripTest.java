package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What was written is what is read, whole or cut or with a bit turned: sweeps over sizes, lengths and bits,
/// because the worst defects of record logs show only where a record meets a boundary.
final class RecordRoundTripTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;
    private static final int HEADER = LogFormat.HEADER_BYTES;
    private static final TailPolicy ALWAYS = TailPolicy.ONE_RECORD_PER_SYNC;
    private static final TailPolicy EVERY = TailPolicy.FIRST_DAMAGE_ENDS;

    @ParameterizedTest
    @ValueSource(ints = {0, LogFormat.BLOCK_BYTES, 2 * LogFormat.BLOCK_BYTES})
    @Tag("1.3")
    void records_of_every_size_around_a_block_come_back(int size) {
        for (int bytes = Math.max(0, size - 20); bytes <= size + 20; bytes++) {
            List<Bytes> records = List.of(LogFile.payload(bytes, 1), utf8("next"), LogFile.payload(bytes, 2));
            assertThat(LogFile.of(records).records(ALWAYS))
                    .as("%s bytes", bytes)
                    .isEqualTo(records);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    @Tag("1.3")
    void with_so_many_bytes_left_in_a_block_the_next_record_comes_back(int left) {
        Bytes first = LogFile.payload(BLOCK - HEADER - left, 1);
        for (int bytes : new int[] {0, 1, 2, 6, 7, 8, BLOCK - HEADER, BLOCK, 3 * BLOCK}) {
            List<Bytes> records = List.of(first, LogFile.payload(bytes, 2), utf8("third"));
            assertThat(LogFile.of(records).records(ALWAYS))
                    .as("with %s bytes left in the block, a record of %s bytes and a third one", left, bytes)
                    .isEqualTo(records);
        }
    }

    @Test
    @Tag("1.2")
    void with_exactly_a_header_left_in_a_block_a_first_fragment_without_data_fills_it() {
        LogFile log = LogFile.of(List.of(LogFile.payload(BLOCK - 2 * HEADER, 1), utf8("next")));
        assertThat(log.bytes().slice(BLOCK - HEADER, BLOCK))
                .isEqualTo(LogFile.fragment(FragmentKind.FIRST, Bytes.EMPTY));
        assertThat(log.bytes().slice(BLOCK, log.size())).isEqualTo(LogFile.fragment(FragmentKind.LAST, utf8("next")));
    }

    @Test
    @Tag("1.2")
    void with_less_than_a_header_left_a_block_ends_in_zeros() {
        LogFile log = LogFile.of(List.of(LogFile.payload(BLOCK - HEADER - 6, 1), utf8("next")));
        assertThat(log.bytes().slice(BLOCK - 6, BLOCK)).isEqualTo(LogFile.zeros(6));
        assertThat(log.start(1)).isEqualTo(BLOCK);
    }

    @Test
    @Tag("1.2")
    void a_record_over_many_blocks_has_a_middle_fragment_in_each_inner_one() {
        Bytes bytes = LogFile.of(List.of(LogFile.payload(3 * BLOCK, 1))).bytes();
        assertThat(IntStream.range(0, 4).map(block -> bytes.at(block * BLOCK + LogFormat.KIND_OFFSET)))
                .containsExactly(2, 3, 3, 4);
    }

    @Test
    @Tag("1.3")
    void after_n_records_n_records_are_read_for_many_n() {
        List<Bytes> records = IntStream.range(0, 9_000)
                .mapToObj(n -> LogFile.payload(n % 23, n))
                .toList();
        LogFile log = LogFile.of(records);
        for (int n = 0; n < records.size(); n += n < 300 ? 1 : 97) {
            assertThat(log.cutTo(log.start(n)).records(ALWAYS))
                    .as("after %s", n)
                    .hasSize(n);
        }
        assertThat(log.records(EVERY)).isEqualTo(records);
    }

    @Property(tries = 100)
    @net.jqwik.api.Tag("1.3")
    void records_of_any_sizes_come_back(@ForAll("sizesAroundBlocks") List<Integer> sizes) {
        List<Bytes> records = records(sizes);
        LogFile log = LogFile.of(records);
        assertThat(log.records(ALWAYS)).isEqualTo(records);
        assertThat(log.end(ALWAYS)).isEqualTo(new ReadResult.End(log.size()));
    }

    @Property(tries = 100)
    @net.jqwik.api.Tag("1.2")
    void the_stored_length_of_a_record_is_what_the_writer_adds(@ForAll("sizesAroundBlocks") List<Integer> sizes) {
        long end = 0;
        for (int size : sizes) {
            end += LogFormat.storedBytes(end, size);
        }
        assertThat(LogFile.of(records(sizes)).size()).isEqualTo((int) end);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    @Tag("1.2")
    void the_stored_length_is_right_with_so_many_bytes_left_in_a_block(int left) {
        for (int size : new int[] {0, 1, 2, 3, BLOCK - HEADER, BLOCK}) {
            LogFile log = LogFile.of(records(List.of(BLOCK - HEADER - left, size)));
            assertThat(LogFormat.storedBytes(BLOCK - left, size)).isEqualTo(log.size() - BLOCK + left);
        }
    }

    @Property(tries = 40)
    @net.jqwik.api.Tag("1.4")
    void every_prefix_of_a_file_holds_a_prefix_of_its_records(@ForAll("smallSizes") List<Integer> sizes) {
        LogFile log = LogFile.of(records(sizes));
        assertEachCutHoldsAPrefix(log, 0, log.size());
    }

    @Test
    @Tag("1.4")
    void every_prefix_that_ends_around_a_block_holds_a_prefix_of_the_records() {
        for (int left = 0; left <= 8; left++) {
            LogFile log = LogFile.of(records(List.of(BLOCK - HEADER - left, 20, BLOCK, 3)));
            assertEachCutHoldsAPrefix(log, BLOCK - 30, BLOCK + 40);
            assertEachCutHoldsAPrefix(log, 2 * BLOCK - 30, Math.min(2 * BLOCK + 40, log.size()));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.4")
    void no_turned_bit_of_a_log_of_four_kibibytes_gives_a_wrong_record_or_hides_one(TailPolicy policy) {
        LogFile log = logOfFourKibibytes();
        List<ReadResult> right = log.read(policy);
        for (long bit = 0; bit < 8L * log.size(); bit++) {
            assertShowsTheDamage(log, right, policy, bit);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.4")
    void no_turned_bit_around_a_block_gives_a_wrong_record_or_hides_one(TailPolicy policy) {
        LogFile log = LogFile.of(records(List.of(BLOCK - 300, 100, 400, 20)));
        List<ReadResult> right = log.read(policy);
        for (long bit = 8L * log.start(1); bit < 8L * log.size(); bit++) {
            assertShowsTheDamage(log, right, policy, bit);
        }
    }

    @Test
    @Tag("1.3")
    void no_turned_bit_of_a_trailer_changes_anything() {
        LogFile log = LogFile.of(records(List.of(BLOCK - HEADER - 6, 5)));
        for (long bit = 8L * (BLOCK - 6); bit < 8L * BLOCK; bit++) {
            assertThat(log.flipped(bit).read(ALWAYS)).isEqualTo(log.read(ALWAYS));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.4")
    void no_turned_bit_of_preallocated_zeros_hides_a_record(TailPolicy policy) {
        LogFile log = LogFile.of("one", "two").then(LogFile.zeros(64));
        for (long bit = 8L * 20; bit < 8L * log.size(); bit++) {
            LogFile turned = log.flipped(bit);
            assertThat(turned.records(policy)).isEqualTo(log.records(policy));
            assertThat(turned.end(policy)).isInstanceOf(ReadResult.TornTail.class);
        }
    }

    /// Of each cut: the records that lie wholly before it, and then the end or a torn tail. Never corruption, for a
    /// cut is what a crash leaves.
    private static void assertEachCutHoldsAPrefix(LogFile log, int from, int to) {
        List<ReadResult> all = log.read(ALWAYS);
        List<Long> ends = ends(log);
        for (int cut = from; cut <= to; cut++) {
            long whole = ends.stream().filter(within(cut)).count();
            List<ReadResult> read = log.cutTo(cut).read(ALWAYS);
            if (!read.equals(log.cutTo(cut).read(EVERY))
                    || !read.subList(0, read.size() - 1).equals(all.subList(0, (int) whole))) {
                throw new AssertionError("cut at %s of %s gives %s".formatted(cut, log.size(), read));
            }
        }
    }

    private static Predicate<Long> within(int cut) {
        return end -> end <= cut;
    }

    private static List<Long> ends(LogFile log) {
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (Bytes record : log.records(EVERY)) {
            end += LogFormat.storedBytes(end, record.length());
            ends.add(end);
        }
        return ends;
    }

    /// Exactly the records before the damaged one, then a torn tail if it was the last or the policy has it so,
    /// else corruption.
    private static void assertShowsTheDamage(LogFile log, List<ReadResult> right, TailPolicy policy, long bit) {
        int damaged =
                (int) log.starts().stream().filter(start -> start <= bit / 8).count() - 1;
        boolean isLast = damaged == log.starts().size() - 1;
        List<ReadResult> read = log.flipped(bit).read(policy);
        if (read.size() != damaged + 1
                || !read.subList(0, damaged).equals(right.subList(0, damaged))
                || read.getLast() instanceof ReadResult.TornTail != (isLast || policy == EVERY)
                || read.getLast() instanceof ReadResult.End) {
            throw new AssertionError("bit %s of record %s gives %s".formatted(bit, damaged, read));
        }
    }

    private static LogFile logOfFourKibibytes() {
        List<Integer> sizes = new ArrayList<>();
        int left = 4096;
        for (int size = 0; left > 400; size = (size * 7 + 1) % 199) {
            sizes.add(size);
            left -= HEADER + size;
        }
        sizes.add(left - HEADER);
        return LogFile.of(records(sizes));
    }

    private static List<Bytes> records(List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> LogFile.payload(sizes.get(i), i))
                .toList();
    }

    @Provide
    Arbitrary<List<Integer>> smallSizes() {
        return Arbitraries.integers().between(0, 60).list().ofMaxSize(8);
    }

    /// A process that is killed while it stores into room made ahead leaves any of the bytes, not the first ones.
    @Property(tries = 100)
    @net.jqwik.api.Tag("1.4")
    void whichever_bytes_of_the_last_record_are_there_it_is_torn_or_whole(
            @ForAll("lengths") int length, @ForAll long seed, @ForAll @IntRange(min = 1, max = 512) int run) {
        List<Bytes> records = List.of(utf8("before"), LogFile.payload(length, 1));
        LogFile whole = LogFile.of(records);
        long start = whole.start(1);
        byte[] left = whole.bytes().toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = (int) start; at < left.length; at += run) {
            if (random.nextBoolean()) {
                Arrays.fill(left, at, Math.min(at + run, left.length), (byte) 0);
            }
        }
        LogFile torn = whole.with(0, Bytes.wrap(left)).then(LogFile.zeros(100));
        List<ReadResult> read = torn.read(ALWAYS);
        assertThat(read.getFirst()).isEqualTo(new ReadResult.Whole(utf8("before"), 0));
        if (Arrays.equals(left, whole.bytes().toArray())) {
            assertThat(torn.records(ALWAYS)).isEqualTo(records);
        } else {
            assertThat(read).hasSize(2);
            assertThat(read.getLast())
                    .satisfiesAnyOf(
                            end -> assertThat(end)
                                    .isInstanceOfSatisfying(
                                            ReadResult.TornTail.class,
                                            tail -> assertThat(tail.offset()).isEqualTo(start)),
                            end -> assertThat(end).isEqualTo(new ReadResult.End(start)));
        }
    }

    @Provide
    static Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 300), Arbitraries.integers().between(BLOCK - 60, BLOCK + 60));
    }

    @Provide
    Arbitrary<List<Integer>> sizesAroundBlocks() {
        Arbitrary<Integer> around = Arbitraries.of(1, 2, 3)
                .flatMap(blocks -> Arbitraries.integers().between(-20, 20).map(more -> blocks * BLOCK + more));
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 30),
                        around,
                        Arbitraries.integers().between(0, 9_000))
                .list()
                .ofMaxSize(8);
    }
}
