package dev.cairn.wal.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Lines of the shell as words.
class ShellWordsTest {
    @Test
    void blanks_separate_words() {
        assertThat(ShellWords.of("  scan   --limit\t7 ")).containsExactly("scan", "--limit", "7");
        assertThat(ShellWords.of("")).isEmpty();
        assertThat(ShellWords.of(" \t ")).isEmpty();
    }

    @Test
    void quotes_around_a_word_keep_its_blanks() {
        assertThat(ShellWords.of("get \"a b\"")).containsExactly("get", "a b");
        assertThat(ShellWords.of("get 'a \"b\"'")).containsExactly("get", "a \"b\"");
        assertThat(ShellWords.of("get \"\"")).containsExactly("get", "");
    }

    @Test
    void a_quote_that_is_not_around_a_word_is_a_character() {
        assertThat(ShellWords.of("get it's")).containsExactly("get", "it's");
        assertThat(ShellWords.of("get \"open")).containsExactly("get", "\"open");
        assertThat(ShellWords.of("get \"a\"b")).containsExactly("get", "\"a\"b");
    }

    @Test
    void all_that_follows_the_key_of_a_put_is_its_value() {
        assertThat(ShellWords.of("put k {\"name\": \"Ada\",  \"x\": [1, 2]} "))
                .containsExactly("put", "--", "k", "{\"name\": \"Ada\",  \"x\": [1, 2]}");
        assertThat(ShellWords.of("put 'a key' two words")).containsExactly("put", "--", "a key", "two words");
        assertThat(ShellWords.of("put k \"a\" and \"b\"")).containsExactly("put", "--", "k", "\"a\" and \"b\"");
    }

    @Test
    void quotes_around_the_whole_value_of_a_put_are_dropped() {
        assertThat(ShellWords.of("put k \"two words\"")).containsExactly("put", "--", "k", "two words");
        assertThat(ShellWords.of("put k '\"json\"'")).containsExactly("put", "--", "k", "\"json\"");
        assertThat(ShellWords.of("put k ''")).containsExactly("put", "--", "k", "");
    }

    @Test
    void options_of_a_put_come_before_its_key_and_a_value_may_begin_with_a_dash() {
        assertThat(ShellWords.of("put --hex 00 ff")).containsExactly("put", "--hex", "--", "00", "ff");
        assertThat(ShellWords.of("put k -5")).containsExactly("put", "--", "k", "-5");
        assertThat(ShellWords.of("put k")).containsExactly("put", "--", "k");
        assertThat(ShellWords.of("put")).containsExactly("put");
    }
}
