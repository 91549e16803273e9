package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Messages stay on their line.
class OneLineTest {
    @Test
    void a_message_is_said_by_the_program() {
        assertThat(OneLine.of("no such thing\n")).isEqualTo("cairn: no such thing");
    }

    @Test
    void what_a_message_quotes_cannot_move_the_cursor() {
        assertThat(OneLine.of("key \"a\nb\u001b[2J\" is not found"))
                .isEqualTo("cairn: key \"a b\\x1b[2J\" is not found");
    }
}
