package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/// Laws of byte strings over arbitrary bytes, those above 0x7F and none at all among them.
final class BytesProperties {
    @Property(tries = 10_000)
    @Tag("ZC-06")
    void order_equals_the_unsigned_order_of_arrays(
            @ForAll @Size(max = 12) byte[] prefix, @ForAll @Size(max = 3) byte[] a, @ForAll @Size(max = 3) byte[] b) {
        Bytes left = Bytes.wrap(prefix).concat(Bytes.wrap(a));
        Bytes right = Bytes.wrap(prefix).concat(Bytes.wrap(b));
        int expected = Arrays.compareUnsigned(left.toArray(), right.toArray());

        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(Integer.signum(expected));
        assertThat(Integer.signum(right.compareTo(left))).isEqualTo(-Integer.signum(expected));
        assertThat(left.equals(right)).isEqualTo(expected == 0);
    }

    @Property
    void hexadecimal_round_trips(@ForAll byte[] array) {
        assertThat(Bytes.hex(Bytes.wrap(array).toHex()).toArray()).isEqualTo(array);
    }

    @Property
    @Tag("ZC-06")
    void text_round_trips(@ForAll @StringLength(max = 40) String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            assertThat(Bytes.utf8(text).toUtf8()).isEqualTo(text);
        }
    }

    @Property
    void a_cut_anywhere_joins_again(@ForAll byte[] array, @ForAll int at) {
        Bytes whole = Bytes.wrap(array);
        int cut = Math.floorMod(at, array.length + 1);
        Bytes head = whole.slice(0, cut);
        Bytes tail = whole.slice(cut, array.length);

        assertThat(head.concat(tail)).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(whole.startsWith(head)).isTrue();
        assertThat(head).isLessThanOrEqualTo(whole);
    }
}
