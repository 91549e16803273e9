package dev.cairn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of nodes.
final class NodeIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"n", "node-1", "eu.west_2", "AZaz09", "-"})
    void a_plain_name_is_taken(String name) {
        assertThat(NodeId.of(name).name()).isEqualTo(name);
        assertThat(NodeId.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({"a b, 2, U+0020", "a/b, 2, U+002F", "ü, 1, U+00FC", "a:, 2, U+003A", "@x, 1, U+0040"})
    void any_other_character_is_refused_with_its_place(String name, int place, String character) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.of(name))
                .withMessageContaining("character " + place + " of")
                .withMessageEndingWith(character);
    }

    @Test
    void the_refusal_is_one_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.of("a\nb"))
                .withMessage("the name of a node is made of a-z, A-Z, 0-9, '.', '_' and '-', "
                        + "and character 2 of \"a?b\" is U+000A");
    }

    @Test
    void a_name_has_1_to_64_characters() {
        assertThat(NodeId.of("x".repeat(64)).name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> NodeId.of("")).withMessageContaining("this has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.of("x".repeat(65)))
                .withMessageContaining("1 to 64 characters, and this has 65");
    }

    @Test
    void nodes_are_ordered_by_name() {
        assertThat(List.of(NodeId.of("b"), NodeId.of("a"), NodeId.of("B")).stream()
                        .sorted())
                .containsExactly(NodeId.of("B"), NodeId.of("a"), NodeId.of("b"));
    }
}
