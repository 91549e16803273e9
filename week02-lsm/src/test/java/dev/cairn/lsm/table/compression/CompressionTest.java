package dev.cairn.lsm.table.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.table.TableOptions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Compressions: what was packed comes back, and what was not is refused before room is made for it.
final class CompressionTest {
    private static final Bytes TEXT = Bytes.utf8("to be or not to be, ".repeat(300));

    @Test
    void what_was_packed_comes_back() {
        for (Compression each : TableOptions.DEFAULT.readable()) {
            Compression.Packer packer = each.packer();
            for (Bytes block : new Bytes[] {TEXT, Bytes.EMPTY, Bytes.utf8("x"), TEXT.slice(7, 4000)}) {
                assertThat(Bytes.wrap(each.unpack(packer.pack(block).toArray(), block.length() + 1)))
                        .isEqualTo(block);
            }
        }
    }

    @Test
    void more_than_the_limit_is_refused() {
        for (Compression each : TableOptions.DEFAULT.readable()) {
            byte[] packed = each.packer().pack(TEXT).toArray();
            assertThatExceptionOfType(CorruptBytesException.class)
                    .isThrownBy(() -> each.unpack(packed, TEXT.length() - 1))
                    .withMessageContaining("found " + TEXT.length() + " bytes");
        }
    }

    @Test
    void a_few_bytes_that_say_they_are_a_gigabyte_are_refused() {
        assertThatExceptionOfType(CorruptBytesException.class)
                .isThrownBy(() ->
                        Compression.snappy().unpack(Bytes.hex("808080800400").toArray(), Integer.MAX_VALUE))
                .withMessageContaining("expected a block of at most 132 bytes, unpacked, found 1073741824 bytes");
    }

    @Test
    void damaged_bytes_are_refused_or_become_as_many_others() {
        SplittableRandom chance = new SplittableRandom(3);
        byte[] packed = Compression.snappy().packer().pack(TEXT.slice(0, 500)).toArray();
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = packed.clone();
            damaged[chance.nextInt(damaged.length)] = (byte) chance.nextInt();
            try {
                assertThat(Compression.snappy().unpack(damaged, 1000)).hasSizeLessThanOrEqualTo(1000);
            } catch (CorruptBytesException expected) {
                assertThat(expected).hasMessageContaining("found");
            }
        }
    }
}
