package dev.cairn.compression;

import static dev.cairn.compression.Frames.TEXT;
import static dev.cairn.compression.Frames.hex;
import static dev.cairn.compression.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.table.compression.Compression;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What was packed comes back; what was not is refused, and before anybody makes room for what it says.
@Tag("3.14")
final class ZstandardTest {
    private static final int LIMIT = 1 << 20;

    private final Zstandard zstandard = Zstandard.fastest();

    // ---- there and back

    @Test
    void what_was_packed_comes_back() {
        SplittableRandom chance = new SplittableRandom(1);
        byte[] noise = new byte[300_000];
        chance.nextBytes(noise);
        Compression.Packer packer = zstandard.packer();
        for (Bytes block : List.of(
                TEXT,
                Bytes.EMPTY,
                Bytes.utf8("x"),
                TEXT.slice(7, 4000),
                Bytes.wrap(noise),
                Bytes.wrap(new byte[500_000]))) {
            assertThat(Bytes.wrap(zstandard.unpack(packer.pack(block).toArray(), block.length())))
                    .isEqualTo(block);
        }
    }

    @Test
    void every_level_is_read_by_every_other() {
        for (int level : new int[] {1, 2, 3, 4, 9, 19, Zstandard.LEVEL_MAX}) {
            byte[] packed = Zstandard.ofLevel(level).packer().pack(TEXT).toArray();
            assertThat(Bytes.wrap(zstandard.unpack(packed, LIMIT)))
                    .as("packed at level %s", level)
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void a_frame_with_a_checksum_is_read_and_a_wrong_checksum_is_not() {
        byte[] packed = Frames.packed(TEXT, true, true);
        assertThat(Bytes.wrap(zstandard.unpack(packed, LIMIT))).isEqualTo(TEXT);
        packed[packed.length - 1] ^= 1;
        requireRefused(packed, "at byte 0: expected a Zstandard frame of 6300 bytes, unpacked, found");
    }

    @Test
    void a_large_window_around_little_content_is_read() {
        for (int windowLog : new int[] {10, 20, 24, 27, 31}) {
            assertThat(Bytes.wrap(zstandard.unpack(Frames.withWindow(TEXT, windowLog), TEXT.length())))
                    .as("6300 bytes in a frame with a window of 2^%s bytes", windowLog)
                    .isEqualTo(TEXT);
        }
    }

    // ---- bombs

    @Test
    void more_than_the_limit_is_refused() {
        byte[] packed = zstandard.packer().pack(TEXT).toArray();
        assertThat(zstandard.unpack(packed, 6300)).hasSize(6300);
        assertThatExceptionOfType(CorruptBytesException.class)
                .isThrownBy(() -> zstandard.unpack(packed, 6299))
                .withMessage("at byte 4: expected a block of at most 6299 bytes, unpacked, found 6300 bytes");
    }

    @Test
    void a_few_bytes_that_say_they_are_a_gigabyte_are_refused() {
        byte[] packed = hex("28b52ffd a0 00000040 4d0000 0102030405060708 09");
        assertThatExceptionOfType(CorruptBytesException.class)
                .isThrownBy(() -> zstandard.unpack(packed, Integer.MAX_VALUE))
                .withMessage("at byte 4: expected a block of at most 131072 bytes, unpacked, found 1073741824 bytes");
    }

    @Test
    void a_content_size_beyond_all_measure_is_refused() {
        requireRefused(hex("28b52ffd e0 0000000000000080 010000"), "unpacked, found 9223372036854775808 bytes");
        requireRefused(hex("28b52ffd e0 feffffffffffffff 010000"), "unpacked, found 18446744073709551614 bytes");
        requireRefused(hex("28b52ffd e0 ffffffffffffffff 010000"), "found one that does not");
        requireRefused(hex("28b52ffd e0 0000000001000000 010000"), "unpacked, found 4294967296 bytes");
    }

    @Test
    void what_is_said_of_blocks_is_asked_of_each_kind() {
        requireRefused(hex("28b52ffd 20 06 290000 3132333435"), "at most 5 bytes, unpacked, found 6 bytes");
        requireRefused(hex("28b52ffd 20 06 2b0000 31"), "at most 5 bytes, unpacked, found 6 bytes");
        requireRefused(hex("28b52ffd 80 00 01040000 150000 3132"), "at most 1024 bytes, unpacked, found 1025 bytes");
        assertThat(zstandard.unpack(hex("28b52ffd 20 06 330000 31"), LIMIT))
                .containsOnly('1')
                .hasSize(6);
    }

    @Test
    void no_block_is_believed_more_than_128_KiB_whatever_it_says() {
        requireRefused(hex("28b52ffd a0 01000200 0b0010 31"), "at most 131072 bytes, unpacked, found 131073 bytes");
        requireRefused(hex("28b52ffd a0 40420f00 03127a 31"), "at most 131072 bytes, unpacked, found 1000000 bytes");
        byte[] raw = join(hex("28b52ffd a0 01000200 090010"), new byte[131_073]);
        requireRefused(raw, "at most 131072 bytes, unpacked, found 131073 bytes");
        assertThat(zstandard.unpack(hex("28b52ffd a0 00000200 030010 31"), LIMIT))
                .hasSize(131_072);
    }

    @Test
    void a_frame_that_does_not_say_how_much_it_holds_is_refused() {
        requireRefused(
                Frames.packed(TEXT, false, false),
                "at byte 4: expected a frame that says how much it holds, found one that does not");
    }

    @Test
    void a_frame_that_holds_less_than_it_says_is_refused() {
        requireRefused(hex("28b52ffd 20 05 210000 31323334"), "at most 4 bytes, unpacked, found 5 bytes");
        byte[] packed = zstandard.packer().pack(TEXT).toArray();
        packed[5]++;
        requireRefused(packed, "at byte 0: expected a Zstandard frame of 6301 bytes, unpacked, found");
    }

    // ---- what is not one frame

    @Test
    void every_cut_is_refused() {
        byte[] packed = Frames.packed(TEXT, true, true);
        for (int length = 0; length < packed.length; length++) {
            requireRefused(Bytes.wrap(packed).slice(0, length).toArray(), "found");
        }
    }

    @Test
    void what_stands_behind_a_frame_is_refused() {
        byte[] packed = zstandard.packer().pack(TEXT).toArray();
        requireRefused(join(packed, new byte[] {0}), "expected 0 bytes behind the last block, found 1");
        requireRefused(join(packed, packed), "expected 0 bytes behind the last block, found " + packed.length);
        requireRefused(join(packed, hex("502a4d18 00000000")), "expected 0 bytes behind the last block, found 8");
        requireRefused(
                join(Frames.packed(TEXT, true, true), new byte[1]), "expected 4 bytes behind the last block, found 5");
        requireRefused(join(hex("502a4d18 00000000"), packed), "at byte 0: expected a Zstandard frame");
    }

    @Test
    void a_block_that_is_no_block_is_refused_where_it_begins() {
        requireRefused(
                hex("28b52ffd 20 04 270000 31323334"),
                "at byte 6: expected a block that is raw, a run or packed, found type 3");
        requireRefused(hex("28b52ffd 20 04 290000 31323334"), "at byte 6: expected 5 bytes of a block, found 4");
        requireRefused(hex("28b52ffd 20 04 230000"), "at byte 6: expected 1 bytes of a block, found 0");
        requireRefused(hex("28b52ffd 20 04 200000 31323334"), "at byte 13: expected a frame of at least 16 bytes");
    }

    @Test
    void damaged_bytes_are_refused_or_become_as_many_others() {
        SplittableRandom chance = new SplittableRandom(3);
        byte[] packed = zstandard.packer().pack(TEXT.slice(0, 900)).toArray();
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = packed.clone();
            for (int i = chance.nextInt(3); i >= 0; i--) {
                damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt();
            }
            try {
                assertThat(zstandard.unpack(damaged, 1000)).hasSizeLessThanOrEqualTo(1000);
            } catch (CorruptBytesException expected) {
                assertThat(expected).hasMessageContaining("found");
            }
        }
    }

    // ---- its name, its levels, its contexts

    @Test
    void it_is_type_two_and_called_zstd() {
        assertThat(zstandard.id()).isEqualTo(2);
        assertThat(zstandard)
                .hasToString("zstd")
                .returns("zstd", Zstandard::name)
                .returns(1, Zstandard::level);
        assertThat(zstandard.andOlder()).extracting(Compression::name).containsExactly("none", "snappy", "zstd");
    }

    @Test
    void a_level_that_is_none_is_refused() {
        for (int level : new int[] {0, -1, 23}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Zstandard.ofLevel(level))
                    .withMessage(
                            "Zstandard has levels from 1 to 22, and " + level + " is none: 1 is fastest, 3 is usual");
        }
    }

    @Test
    void a_higher_level_takes_fewer_bytes() {
        SplittableRandom chance = new SplittableRandom(5);
        StringBuilder text = new StringBuilder();
        while (text.length() < 50_000) {
            text.append(Integer.toString(chance.nextInt(200) * 7919, 36)).append(' ');
        }
        Bytes rows = Bytes.utf8(text.toString());
        int fast = zstandard.packer().pack(rows).length();
        int small = Zstandard.ofLevel(19).packer().pack(rows).length();
        assertThat(small).as("bytes at level 19, and %s at level 1", fast).isLessThan(fast);
    }

    @Test
    void contexts_are_used_again() {
        Compression.Packer packer = zstandard.packer();
        for (int i = 0; i < 10; i++) {
            zstandard.unpack(packer.pack(TEXT).toArray(), LIMIT);
        }
        assertThat(zstandard.idle())
                .as("contexts for packing, and for unpacking")
                .containsExactly(1, 1);
    }

    private void requireRefused(byte[] packed, String message) {
        assertThatExceptionOfType(CorruptBytesException.class)
                .as("%s", Bytes.wrap(packed))
                .isThrownBy(() -> zstandard.unpack(packed, LIMIT))
                .withMessageContaining(message);
    }
}
