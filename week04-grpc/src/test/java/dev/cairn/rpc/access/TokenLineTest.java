package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.web.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One line of a file of tokens.
@Tag("4.18")
class TokenLineTest {
    private static final String HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String HASH = "sha256:" + HEX;

    @Test
    void three_words_are_a_token_for_ever() {
        assertThat(TokenLine.parse("grafana read " + HASH))
                .isEqualTo(new TokenLine("grafana", Scope.READ, Bytes.hex(HEX), Optional.empty()));
    }

    @Test
    void four_words_are_a_token_until_then_and_space_does_not_count() {
        assertThat(TokenLine.parse("  app\twrite   " + HASH + "\t expires=2027-01-31T00:00:00Z "))
                .isEqualTo(new TokenLine(
                        "app", Scope.WRITE, Bytes.hex(HEX), Optional.of(Instant.parse("2027-01-31T00:00:00Z"))));
    }

    @ParameterizedTest
    @EnumSource(value = Scope.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void what_is_written_is_read_again(Scope scope) {
        for (Optional<Instant> expires :
                List.of(Optional.<Instant>empty(), Optional.of(Instant.parse("2027-01-31T01:02:03Z")))) {
            TokenLine line = new TokenLine("a.b_c-D9", scope, Bytes.hex(HEX), expires);
            assertThat(TokenLine.parse(line.toText())).as(line.toText()).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grafana read                                   | has 2 words",
                "grafana read HASH expires=2027-01-31T00:00:00Z x | has 5 words",
                "grafana none HASH                              | its scope must be read, write or admin",
                "grafana READ HASH                              | its scope must be read, write or admin",
                "gra/fana read HASH                             | the name of a token has 1 to 64",
                "cairn_x read HASH                              | the name of a token has 1 to 64",
                "grafana read sha256:9f86                       | its third word must be sha256:",
                "grafana read HASH0                             | its third word must be sha256:",
                "grafana read SHA256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08 | its third word",
                "grafana read sha256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08 | its third word",
                "grafana read md5:9f86                          | its third word must be sha256:",
                "grafana read HASH until=2027-01-31T00:00:00Z   | its fourth word must be expires=",
                "grafana read HASH expires=tomorrow             | its fourth word must be expires=",
                "grafana read HASH expires=                     | its fourth word must be expires=",
            })
    void anything_else_is_refused_with_what_is_wrong(String line, String message) {
        assertThatThrownBy(() -> TokenLine.parse(line.replace("HASH", HASH)))
                .as(line)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app write SECRET",
                "app SECRET write",
                "SECRET",
                "SECRET write sha256:00",
                "app write sha256:SECRET",
                "app write " + HASH + " SECRET",
                "app write " + HASH + " expires=SECRET",
                "app write " + HASH + " x SECRET",
            })
    void what_stands_there_is_never_shown_for_it_may_be_the_token_itself(String line) {
        String secret = "cairn_yS2nKpVtGhM5cTq1uXwZ0aBdEfIjLoRs3v4x6y7z8A9";
        assertThatThrownBy(() -> TokenLine.parse(line.replace("SECRET", secret)))
                .isInstanceOf(StoreException.Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("yS2nKpVt", HEX));
    }

    @Test
    void a_line_shows_no_hash() {
        assertThat(TokenLine.parse("grafana read " + HASH)).hasToString("TokenLine[grafana read]");
    }
}
