package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.wal.ReadResult.Corrupt;
import dev.cairn.wal.ReadResult.End;
import dev.cairn.wal.ReadResult.TornTail;
import dev.cairn.wal.ReadResult.Whole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the reader makes of each kind of damage, one sentence for each, in the order of [Damage], and of an
/// undamaged log. LevelDB's `db/log_test.cc` is the model. How it goes on after damage is in [SkipDamageTest].
final class RecordReaderTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;
    private static final int HEADER = LogFormat.HEADER_BYTES;
    private static final TailPolicy ALWAYS = TailPolicy.ONE_RECORD_PER_SYNC;
    private static final TailPolicy EVERY = TailPolicy.FIRST_DAMAGE_ENDS;

    /// Records at 0, 10 and 20; the end is at 32.
    private static final LogFile THREE = LogFile.of("one", "two", "three");

    /// A record of two fragments: 32,761 bytes in the first block, 7,239 in the second; then one of 5 bytes.
    private static final LogFile LONG_THEN_SHORT = LogFile.of(List.of(LogFile.payload(40_000, 1), utf8("short")));

    // ---- no damage

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void records_come_back_in_order_and_say_where_they_begin(TailPolicy policy) {
        assertThat(THREE.read(policy))
                .containsExactly(
                        new Whole(utf8("one"), 0),
                        new Whole(utf8("two"), 10),
                        new Whole(utf8("three"), 20),
                        new End(32));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void a_record_of_several_fragments_begins_with_its_first(TailPolicy policy) {
        assertThat(LONG_THEN_SHORT.read(policy))
                .containsExactly(
                        new Whole(LogFile.payload(40_000, 1), 0),
                        new Whole(utf8("short"), LONG_THEN_SHORT.start(1)),
                        new End(LONG_THEN_SHORT.size()));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void an_empty_file_is_a_log_without_records(TailPolicy policy) {
        assertThat(LogFile.of().read(policy)).containsExactly(new End(0));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void an_empty_record_is_a_record(TailPolicy policy) {
        assertThat(LogFile.of("").read(policy)).containsExactly(new Whole(Bytes.EMPTY, 0), new End(HEADER));
    }

    @Test
    @Tag("1.3")
    void reading_may_begin_at_any_record() throws IOException {
        for (int record = 0; record < 3; record++) {
            RecordReader reader = new RecordReader(new BytesFile(THREE.bytes()), THREE.start(record), 32, ALWAYS);
            assertThat(reader.next()).isEqualTo(THREE.read(ALWAYS).get(record));
        }
    }

    @Test
    @Tag("1.3")
    void a_reader_looks_no_further_than_the_size_it_was_given() throws IOException {
        RecordReader reader = new RecordReader(new BytesFile(THREE.bytes()), 0, THREE.start(1), ALWAYS);
        assertThat(reader.next()).isEqualTo(new Whole(utf8("one"), 0));
        assertThat(reader.next()).isEqualTo(new End(10));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void after_the_end_every_call_answers_the_same(TailPolicy policy) throws IOException {
        RecordReader reader = LogFile.of().reader(policy);
        assertThat(reader.next()).isEqualTo(reader.next()).isEqualTo(new End(0));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.4")
    void after_damage_every_call_answers_the_same(TailPolicy policy) throws IOException {
        RecordReader reader = THREE.flipped(0).reader(policy);
        assertThat(reader.next()).isEqualTo(reader.next()).isNotInstanceOf(Whole.class);
    }

    @Test
    @Tag("1.3")
    void a_file_that_is_shorter_than_it_said_is_a_failure_and_no_damage() {
        RecordReader reader = new RecordReader(new BytesFile(THREE.bytes()), 0, 33, ALWAYS);
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessageContaining("32 of 33 bytes");
    }

    // ---- space filled with zeros, and trailers

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 100, LogFormat.BLOCK_BYTES, 3 * LogFormat.BLOCK_BYTES})
    @Tag("1.3")
    void zeros_behind_the_last_record_end_the_log(int zeros) {
        assertThat(THREE.then(LogFile.zeros(zeros)).end(ALWAYS)).isEqualTo(new End(32));
        assertThat(THREE.then(LogFile.zeros(zeros)).end(EVERY)).isEqualTo(new End(32));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void a_file_of_nothing_but_zeros_is_a_log_without_records(TailPolicy policy) {
        LogFile zeros = LogFile.of().then(LogFile.zeros(BLOCK + 100));
        assertThat(zeros.read(policy)).containsExactly(new End(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @Tag("1.3")
    void what_stands_in_a_trailer_is_ignored(int trailer) {
        LogFile log = LogFile.of(List.of(LogFile.payload(BLOCK - HEADER - trailer, 1), utf8("next")));
        LogFile scribbled = log.with(BLOCK - trailer, LogFile.payload(trailer, 200));
        assertThat(scribbled.read(ALWAYS)).isEqualTo(log.read(ALWAYS)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.3")
    void a_file_that_ends_in_a_trailer_ends_the_log(TailPolicy policy) {
        LogFile log = LogFile.of(List.of(LogFile.payload(BLOCK - HEADER - 5, 1)));
        assertThat(log.then(LogFile.payload(3, 200)).end(policy)).isEqualTo(new End(BLOCK - 5));
    }

    // ---- HEADER_CUT

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @Tag("1.4")
    void a_header_cut_by_the_end_of_the_file_is_a_torn_tail(int kept) {
        LogFile cut = THREE.cutTo(20 + kept);
        assertThat(cut.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.HEADER_CUT));
        assertThat(cut.end(EVERY)).isEqualTo(new TornTail(20, 20, Damage.HEADER_CUT));
    }

    @Test
    @Tag("1.4")
    void a_second_header_cut_by_the_end_of_the_file_drops_the_first_fragment_too() {
        assertThat(LONG_THEN_SHORT.cutTo(BLOCK + 3).end(ALWAYS)).isEqualTo(new TornTail(0, BLOCK, Damage.HEADER_CUT));
    }

    // ---- DATA_CUT

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 11})
    @Tag("1.4")
    void data_cut_by_the_end_of_the_file_is_a_torn_tail(int kept) {
        LogFile cut = THREE.cutTo(20 + kept);
        assertThat(cut.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.DATA_CUT));
        assertThat(cut.end(EVERY)).isEqualTo(new TornTail(20, 20, Damage.DATA_CUT));
    }

    @Test
    @Tag("1.4")
    void a_length_past_the_end_of_the_file_with_a_record_behind_it_is_corruption() {
        LogFile longer = THREE.with(10 + LogFormat.LENGTH_OFFSET, Bytes.hex("ff00"));
        assertThat(longer.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.DATA_CUT));
        assertThat(longer.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.DATA_CUT));
    }

    // ---- LENGTH_PAST_BLOCK

    @Test
    @Tag("1.4")
    void a_length_past_the_block_is_a_torn_tail_if_nothing_follows() {
        LogFile longer = LogFile.of("one", "two").with(10 + LogFormat.LENGTH_OFFSET, Bytes.hex("ffff"));
        assertThat(longer.end(ALWAYS)).isEqualTo(new TornTail(10, 10, Damage.LENGTH_PAST_BLOCK));
        assertThat(longer.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.LENGTH_PAST_BLOCK));
    }

    @Test
    @Tag("1.4")
    void a_length_past_the_block_with_a_record_behind_it_is_corruption() {
        LogFile longer = THREE.with(10 + LogFormat.LENGTH_OFFSET, Bytes.hex("ffff"));
        assertThat(longer.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.LENGTH_PAST_BLOCK));
        assertThat(longer.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.LENGTH_PAST_BLOCK));
    }

    @Test
    @Tag("1.4")
    void a_length_one_past_the_block_is_past_it_though_the_file_goes_on() {
        LogFile full = LogFile.of(List.of(LogFile.payload(BLOCK - HEADER, 1), utf8("next")));
        LogFile longer = full.with(LogFormat.LENGTH_OFFSET, Bytes.hex("fa7f"));
        assertThat(longer.end(EVERY)).isEqualTo(new TornTail(0, 0, Damage.LENGTH_PAST_BLOCK));
    }

    // ---- CHECKSUM

    @Test
    @Tag("1.4")
    void a_wrong_checksum_of_the_last_record_is_a_torn_tail() {
        LogFile wrong = THREE.with(27, utf8("T"));
        assertThat(wrong.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.CHECKSUM));
        assertThat(wrong.end(EVERY)).isEqualTo(new TornTail(20, 20, Damage.CHECKSUM));
    }

    @Test
    @Tag("1.4")
    void a_wrong_checksum_with_a_record_behind_it_is_corruption() {
        LogFile wrong = THREE.with(10, Bytes.hex("00"));
        assertThat(wrong.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.CHECKSUM));
        assertThat(wrong.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.CHECKSUM));
    }

    @Test
    @Tag("1.4")
    void a_shorter_length_is_a_wrong_checksum() {
        LogFile shorter = THREE.with(20 + LogFormat.LENGTH_OFFSET, Bytes.hex("04"));
        assertThat(shorter.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.CHECKSUM));
    }

    @Test
    @Tag("1.4")
    void a_wrong_checksum_of_a_second_fragment_drops_the_first_one_too() {
        LogFile wrong = LONG_THEN_SHORT.flipped((BLOCK + 100L) * Byte.SIZE);
        assertThat(wrong.end(ALWAYS)).isEqualTo(new Corrupt(0, BLOCK, Damage.CHECKSUM));
        assertThat(wrong.end(EVERY)).isEqualTo(new TornTail(0, BLOCK, Damage.CHECKSUM));
    }

    // ---- UNKNOWN_KIND

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 128, 255})
    @Tag("1.4")
    void an_unknown_kind_is_a_torn_tail_if_nothing_follows(int kind) {
        LogFile unknown = THREE.with(20 + LogFormat.KIND_OFFSET, Bytes.copyOf((byte) kind));
        assertThat(unknown.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.UNKNOWN_KIND));
        assertThat(unknown.end(EVERY)).isEqualTo(new TornTail(20, 20, Damage.UNKNOWN_KIND));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 128, 255})
    @Tag("1.4")
    void an_unknown_kind_with_a_record_behind_it_is_corruption(int kind) {
        LogFile unknown = THREE.with(10 + LogFormat.KIND_OFFSET, Bytes.copyOf((byte) kind));
        assertThat(unknown.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.UNKNOWN_KIND));
        assertThat(unknown.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.UNKNOWN_KIND));
    }

    @Test
    @Tag("1.4")
    void a_fragment_of_kind_zero_is_no_record_though_its_checksum_is_right() {
        LogFile zero = THREE.then(LogFile.fragment(FragmentKind.ZERO, utf8("x")));
        assertThat(zero.end(ALWAYS)).isEqualTo(new TornTail(32, 32, Damage.UNKNOWN_KIND));
    }

    @Test
    @Tag("1.4")
    void a_header_of_which_only_the_checksum_was_written_is_of_unknown_kind() {
        LogFile torn = THREE.cutTo(24).then(LogFile.zeros(100));
        assertThat(torn.end(ALWAYS)).isEqualTo(new TornTail(20, 20, Damage.UNKNOWN_KIND));
    }

    // ---- ZERO_GAP

    @Test
    @Tag("1.4")
    void zeros_with_a_record_behind_them_are_corruption() {
        LogFile gap = THREE.with(10, LogFile.zeros(10));
        assertThat(gap.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.ZERO_GAP));
        assertThat(gap.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.ZERO_GAP));
    }

    @Test
    @Tag("1.4")
    void zeros_with_other_bytes_behind_them_are_a_torn_tail() {
        LogFile gap = THREE.then(LogFile.zeros(BLOCK)).then(utf8("what a lost record left"));
        assertThat(gap.end(ALWAYS)).isEqualTo(new TornTail(32, 32, Damage.ZERO_GAP));
        assertThat(gap.end(EVERY)).isEqualTo(new TornTail(32, 32, Damage.ZERO_GAP));
    }

    @Test
    @Tag("1.4")
    void a_record_whose_first_block_was_lost_is_a_torn_tail() {
        LogFile log = LogFile.of(List.of(utf8("one"), LogFile.payload(40_000, 1)));
        LogFile gap = log.with(10, LogFile.zeros(BLOCK - 10));
        assertThat(gap.end(ALWAYS)).isEqualTo(new TornTail(10, 10, Damage.ZERO_GAP));
    }

    // ---- OUT_OF_ORDER

    @ParameterizedTest
    @EnumSource(names = {"MIDDLE", "LAST"})
    @Tag("1.4")
    void a_fragment_that_goes_on_with_nothing_is_out_of_order(FragmentKind kind) {
        LogFile log = THREE.then(LogFile.fragment(kind, utf8("rest")));
        assertThat(log.end(ALWAYS)).isEqualTo(new TornTail(32, 32, Damage.OUT_OF_ORDER));
        assertThat(log.end(EVERY)).isEqualTo(new TornTail(32, 32, Damage.OUT_OF_ORDER));
    }

    @ParameterizedTest
    @EnumSource(names = {"MIDDLE", "LAST"})
    @Tag("1.4")
    void a_fragment_that_goes_on_with_nothing_is_corruption_if_a_record_follows(FragmentKind kind) {
        LogFile log = THREE.then(LogFile.fragment(kind, utf8("rest")))
                .then(LogFile.of("next").bytes());
        assertThat(log.end(ALWAYS)).isEqualTo(new Corrupt(32, 32, Damage.OUT_OF_ORDER));
        assertThat(log.end(EVERY)).isEqualTo(new TornTail(32, 32, Damage.OUT_OF_ORDER));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "FIRST"})
    @Tag("1.4")
    void a_record_that_begins_inside_of_another_shows_that_the_other_was_broken_off(FragmentKind kind) {
        LogFile log = THREE.then(LogFile.fragment(FragmentKind.FIRST, utf8("begun")))
                .then(LogFile.fragment(kind, utf8("another")));
        assertThat(log.end(ALWAYS)).isEqualTo(new Corrupt(32, 32, Damage.OUT_OF_ORDER));
        assertThat(log.end(EVERY)).isEqualTo(new TornTail(32, 32, Damage.OUT_OF_ORDER));
    }

    @Test
    @Tag("1.4")
    void a_record_broken_off_behind_a_trailer_is_damage_behind_the_trailer() throws IOException {
        LogFile log = LogFile.of(List.of(LogFile.payload(BLOCK - HEADER - 5, 1)))
                .then(LogFile.zeros(5))
                .then(LogFile.fragment(FragmentKind.FIRST, utf8("begun")))
                .then(LogFile.fragment(FragmentKind.FULL, utf8("next")));
        assertThat(log.end(ALWAYS)).isEqualTo(new Corrupt(BLOCK - 5, BLOCK, Damage.OUT_OF_ORDER));
    }

    // ---- RECORD_CUT

    @Test
    @Tag("1.4")
    void a_record_without_its_last_fragment_is_a_torn_tail() {
        LogFile cut = LONG_THEN_SHORT.cutTo(BLOCK);
        assertThat(cut.end(ALWAYS)).isEqualTo(new TornTail(0, BLOCK, Damage.RECORD_CUT));
        assertThat(cut.end(EVERY)).isEqualTo(new TornTail(0, BLOCK, Damage.RECORD_CUT));
    }

    @Test
    @Tag("1.4")
    void a_record_that_goes_on_in_zeros_is_a_torn_tail() {
        LogFile cut = LONG_THEN_SHORT.cutTo(BLOCK).then(LogFile.zeros(2 * BLOCK));
        assertThat(cut.end(ALWAYS)).isEqualTo(new TornTail(0, BLOCK, Damage.RECORD_CUT));
        assertThat(cut.end(EVERY)).isEqualTo(new TornTail(0, BLOCK, Damage.RECORD_CUT));
    }

    // ---- torn or corrupt

    @Test
    @Tag("1.4")
    void a_torn_record_that_holds_a_log_is_taken_for_corruption() {
        LogFile holder = LogFile.of(List.of(utf8("one"), THREE.bytes()));
        LogFile torn = holder.cutTo(holder.size() - 1);
        assertThat(torn.end(ALWAYS)).isEqualTo(new Corrupt(10, 10, Damage.DATA_CUT));
        assertThat(torn.end(EVERY)).isEqualTo(new TornTail(10, 10, Damage.DATA_CUT));
    }

    @Test
    @Tag("1.4")
    void a_log_inside_of_a_fragment_that_is_whole_is_not_taken_for_records() {
        Bytes holder = LogFile.payload(BLOCK - HEADER, 1).concat(THREE.bytes());
        LogFile torn = LogFile.of(List.of(holder)).flipped(80);
        assertThat(torn.end(ALWAYS)).isEqualTo(new TornTail(0, 0, Damage.CHECKSUM));
    }

    @Test
    @Tag("1.4")
    void damage_before_a_megabyte_of_zeros_is_judged_in_one_pass() throws IOException {
        LogFile torn = THREE.cutTo(31).then(LogFile.zeros(1 << 20));
        BytesFile file = new BytesFile(torn.bytes());
        RecordReader reader = new RecordReader(file, THREE.start(2), torn.size(), ALWAYS);
        assertThat(reader.next()).isEqualTo(new TornTail(20, 20, Damage.CHECKSUM));
        assertThat(file.reads()).isLessThan(3 * (1 << 20) / BLOCK);
    }
}
