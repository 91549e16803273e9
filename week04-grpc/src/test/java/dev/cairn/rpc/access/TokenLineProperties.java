package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.StringLength;

/// Lines that nobody meant.
class TokenLineProperties {
    @Property(tries = 500)
    @Tag("4.18")
    void no_text_does_more_than_be_refused(@ForAll @StringLength(max = 200) String line) {
        assertThatThrownBy(() -> TokenLine.parse(line)).isInstanceOf(StoreException.Refused.class);
    }
}
