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

/// How the reader goes on after damage, for those who want what is left.
@Tag("1.4")
final class SkipDamageTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;
    private static final TailPolicy ALWAYS = TailPolicy.ONE_RECORD_PER_SYNC;
    private static final TailPolicy EVERY = TailPolicy.FIRST_DAMAGE_ENDS;
    private static final LogFile THREE = LogFile.of("one", "two", "three");
    private static final LogFile LONG_THEN_SHORT = LogFile.of(List.of(LogFile.payload(40_000, 1), utf8("short")));

    @ParameterizedTest
    @EnumSource
    void skipping_damage_finds_the_next_record(TailPolicy policy) throws IOException {
        RecordReader reader = THREE.flipped(0).reader(policy);
        reader.next();
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("two"), 10));
        assertThat(reader.next()).isEqualTo(new Whole(utf8("three"), 20));
        assertThat(reader.next()).isEqualTo(new End(32));
    }

    @ParameterizedTest
    @EnumSource
    void skipping_the_damage_of_the_last_record_finds_nothing(TailPolicy policy) throws IOException {
        RecordReader reader = LogFile.of("one").flipped(79).reader(policy);
        ReadResult damage = reader.next();
        assertThat(reader.skipDamage()).isFalse();
        assertThat(reader.next()).isEqualTo(damage).isEqualTo(new TornTail(0, 0, Damage.CHECKSUM));
    }

    @Test
    void skipping_one_damage_after_another_finds_every_record_that_is_left() throws IOException {
        LogFile log = LogFile.of("one", "two", "three", "four", "five");
        RecordReader reader = log.flipped(0).flipped(8 * log.start(2)).reader(ALWAYS);
        assertThat(reader.next()).isEqualTo(new Corrupt(0, 0, Damage.CHECKSUM));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("two"), 10));
        assertThat(reader.next()).isEqualTo(new Corrupt(20, 20, Damage.CHECKSUM));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("four"), log.start(3)));
    }

    @Test
    void skipping_a_long_record_passes_over_its_other_fragments() throws IOException {
        RecordReader reader = LONG_THEN_SHORT.flipped(80).reader(ALWAYS);
        assertThat(reader.next()).isEqualTo(new Corrupt(0, 0, Damage.CHECKSUM));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("short"), LONG_THEN_SHORT.start(1)));
    }

    @Test
    void skipping_a_record_that_was_broken_off_goes_on_where_the_first_damage_ends_the_log_too() throws IOException {
        LogFile log = LogFile.of()
                .then(LogFile.fragment(FragmentKind.FIRST, utf8("begun")))
                .then(LogFile.fragment(FragmentKind.FULL, utf8("next")));
        RecordReader reader = log.reader(EVERY);
        assertThat(reader.next()).isEqualTo(new TornTail(0, 0, Damage.OUT_OF_ORDER));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).as("what is read next").isEqualTo(new Whole(utf8("next"), 12));
    }

    @Test
    void skipping_a_record_that_was_broken_off_finds_the_one_inside_of_it() throws IOException {
        LogFile log = LogFile.of()
                .then(LogFile.fragment(FragmentKind.FIRST, utf8("begun")))
                .then(LogFile.fragment(FragmentKind.FULL, utf8("next")));
        RecordReader reader = log.reader(ALWAYS);
        assertThat(reader.next()).isEqualTo(new Corrupt(0, 0, Damage.OUT_OF_ORDER));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("next"), 12));
    }

    @Test
    void skipping_a_single_byte_of_garbage_finds_the_record_behind_it() throws IOException {
        RecordReader reader =
                LogFile.of().then(Bytes.hex("99")).then(THREE.bytes()).reader(EVERY);
        assertThat(reader.next()).isInstanceOf(TornTail.class);
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new Whole(utf8("one"), 1));
    }

    @Test
    void what_is_skipped_is_no_part_of_the_whole_records_before_the_next_damage() throws IOException {
        LogFile log = LogFile.of(List.of(utf8("one"), LogFile.payload(40_000, 1)));
        RecordReader reader = log.flipped(0).cutTo(BLOCK + 100).reader(EVERY);
        assertThat(reader.next()).isEqualTo(new TornTail(0, 0, Damage.CHECKSUM));
        assertThat(reader.skipDamage()).isTrue();
        assertThat(reader.next()).isEqualTo(new TornTail(10, BLOCK, Damage.DATA_CUT));
    }

    @Test
    void at_the_end_there_is_nothing_to_skip_to() throws IOException {
        RecordReader reader = LogFile.of().reader(ALWAYS);
        reader.next();
        assertThat(reader.skipDamage()).isFalse();
    }

    @Test
    void skipping_before_anything_was_read_is_a_mistake() {
        assertThatThrownBy(LogFile.of().reader(ALWAYS)::skipDamage).isInstanceOf(IllegalStateException.class);
    }
}
