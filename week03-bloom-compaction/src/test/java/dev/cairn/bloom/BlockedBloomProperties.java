package dev.cairn.bloom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.lang.foreign.MemorySegment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// The filter of tables, of any keys and of any bytes.
@Tag("3.4")
final class BlockedBloomProperties {
    @Property(tries = 200)
    void keys_of_any_bytes_are_found(@ForAll("keys") List<Bytes> keys) {
        FilterPolicy.Filter filter = BlockedBloomTest.opened(0.01, keys.size(), keys::get);

        assertThat(keys).allMatch(filter::mayContain);
    }

    @Property(tries = 500)
    void whatever_the_bytes_are_the_answer_is_yes_or_no(@ForAll byte[] bytes) {
        FilterPolicy.Filter filter = BlockedBloom.at(0.01).open(MemorySegment.ofArray(bytes));

        assertThat(filter.mayContain(TestKeys.key(1))).isIn(true, false);
    }

    @Provide
    Arbitrary<List<Bytes>> keys() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(40)
                .map(Bytes::copyOf)
                .list()
                .ofMaxSize(200);
    }
}
