package dev.cairn.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.docs.FormatPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The page `docs/formats/compression.md` is what the code does.
final class CompressionPageTest {
    private static final FormatPage PAGE = FormatPage.read("compression.md");
    private static final Bytes CAIRNS = Bytes.utf8("cairn".repeat(20));

    private final Zstandard zstandard = Zstandard.fastest();

    @Test
    void the_table_of_types_is_what_is_readable() {
        assertThat(PAGE.table("| type | name | contents | who reads it |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(zstandard.andOlder().stream()
                        .map(each -> each.id() + " " + each.name())
                        .toList());
    }

    @Test
    void the_example_is_what_is_written() {
        assertThat(zstandard.packer().pack(CAIRNS)).isEqualTo(PAGE.hex("cairns"));
    }

    @Test
    @Tag("3.14")
    void the_example_is_read_as_the_page_says() {
        byte[] packed = PAGE.hex("cairns").toArray();
        assertThat(FrameHeader.of(packed)).as("its header").isEqualTo(new FrameHeader(6, 100, 100, false));
        assertThat(FrameCheck.contentBytes(packed, 100)).as("its content").isEqualTo(100);
        assertThat(Bytes.wrap(zstandard.unpack(packed, 100))).as("unpacked").isEqualTo(CAIRNS);
    }

    @Test
    void the_limits_of_the_page_are_those_of_the_code() {
        assertThat(PAGE.text()).contains("a packed one " + FrameFormat.BLOCK_BYTES_MAX / 1024 + " KiB or the window");
        assertThat(Bytes.wrap(PAGE.hex("cairns").slice(0, 4).toArray()).toHex())
                .isEqualTo("%08x".formatted(Integer.reverseBytes(FrameFormat.MAGIC)));
    }
}
