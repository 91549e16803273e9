package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// CRC-32C against the answers of RFC 3720, appendix B.4, and the mask against LevelDB's rule.
final class CrcTest {
    @ParameterizedTest
    @CsvSource({
        "'', 00000000",
        "313233343536373839, e3069283",
        "0000000000000000000000000000000000000000000000000000000000000000, 8a9136aa",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, 62a8ab43",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 46dd794e",
        "1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100, 113fdb5c",
        "01c00000000000000000000000000000140000000000040000000014000000182800000000000000"
                + "0200000000000000, d9963a56",
    })
    void known_bytes_have_their_known_checksum(String bytes, String checksum) {
        byte[] array = Bytes.hex(bytes).toArray();

        assertThat(Crc.of(array, 0, array.length)).isEqualTo(Integer.parseUnsignedInt(checksum, 16));
    }

    @Test
    void a_part_of_an_array_is_summed_alone() {
        byte[] array = Bytes.utf8("..123456789..").toArray();

        assertThat(Crc.of(array, 2, 9)).isEqualTo(0xe3069283);
        assertThat(Bytes.wrap(array).slice(2, 11).maskedCrc()).isEqualTo(Crc.masked(array, 2, 9));
    }

    @Test
    void a_buffer_is_summed_where_it_stands_and_stays_there() {
        ByteBuffer buffer = ByteBuffer.wrap(Bytes.utf8("..123456789..").toArray())
                .position(2)
                .limit(11);

        assertThat(Crc.of(buffer)).isEqualTo(0xe3069283);
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.limit()).isEqualTo(11);
    }

    @Test
    void the_mask_turns_right_by_fifteen_and_adds_a_constant() {
        assertThat(Crc.mask(0)).isEqualTo(0xa282ead8);
        assertThat(Crc.mask(1 << 15)).isEqualTo(0xa282ead9);
        assertThat(Crc.mask(1)).isEqualTo(0xa284ead8);
        assertThat(Crc.mask(0xe3069283)).isEqualTo(0xc78ab0e5);
    }

    @Test
    void unmasking_undoes_masking_and_the_two_differ() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int plain = random.nextInt();

            assertThat(Crc.unmask(Crc.mask(plain))).isEqualTo(plain);
            assertThat(Crc.mask(plain)).isNotEqualTo(plain);
            assertThat(Crc.mask(Crc.mask(plain))).isNotEqualTo(plain);
        }
    }

    @Test
    @Tag("ZC-03")
    void every_flipped_bit_changes_the_checksum() {
        byte[] array = new byte[1024];
        new Random(3).nextBytes(array);
        int expected = Crc.masked(array, 0, array.length);
        for (int bit = 0; bit < array.length * 8; bit++) {
            array[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Crc.masked(array, 0, array.length)).as("bit %s", bit).isNotEqualTo(expected);
            array[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }
}
