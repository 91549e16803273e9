package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was opened is closed in the other direction, whatever fails meanwhile.
class ClosingsTest {
    private final List<String> closed = new ArrayList<>();
    private final Closings closings = new Closings();

    @Test
    void one_that_fails_keeps_none_of_the_others_open() {
        closings.add(() -> closed.add("first"));
        closings.add(() -> {
            throw new IllegalStateException("middle");
        });
        closings.add(() -> closed.add("last"));
        assertThatThrownBy(closings::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("middle");
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void twice_is_the_same_as_once() {
        closings.add(() -> closed.add("first"));
        closings.close();
        closings.close();
        assertThat(closed).containsExactly("first");
    }
}
