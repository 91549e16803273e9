package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.web.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose token it is, and that finding it out tells nothing more.
@Tag("4.18")
class TokensTest {
    private final Made made = Made.by(1);

    @TempDir
    private Path dir;

    @Test
    void each_token_is_its_owners() {
        assertThat(find(made.reader())).isEqualTo(new Caller.Known("reader", Scope.READ));
        assertThat(find(made.writer())).isEqualTo(new Caller.Known("writer", Scope.WRITE));
        assertThat(find(made.admin())).isEqualTo(new Caller.Known("admin", Scope.ADMIN));
        assertThat(find(Token.random(new SplittableRandom(7)))).isEqualTo(new Caller.Unknown());
    }

    @Test
    void a_token_is_taken_until_the_moment_it_expires_and_not_from_then_on() {
        String gone = made.gone().reveal();
        assertThat(made.tokens().find(gone, Made.NOON.minusNanos(1))).isEqualTo(new Caller.Known("gone", Scope.ADMIN));
        assertThat(made.tokens().find(gone, Made.NOON)).as("at its last moment").isEqualTo(new Caller.Expired("gone"));
        assertThat(made.tokens().find(gone, Instant.MAX)).isEqualTo(new Caller.Expired("gone"));
    }

    @Test
    void only_the_whole_token_is_known() {
        String token = made.reader().reveal();
        for (String near : List.of(
                token.substring(0, token.length() - 1),
                token + "A",
                token + " ",
                " " + token,
                token.toUpperCase(java.util.Locale.ROOT),
                token.substring("cairn_".length()),
                "")) {
            assertThat(made.tokens().find(near, Made.NOON)).isEqualTo(new Caller.Unknown());
        }
    }

    @Test
    void every_line_is_compared_whoever_it_is() {
        String unknown = Token.random(new SplittableRandom(7)).reveal();
        for (String presented : List.of(
                made.reader().reveal(),
                made.writer().reveal(),
                made.gone().reveal(),
                made.admin().reveal(),
                unknown)) {
            AtomicInteger comparisons = new AtomicInteger();
            Tokens counted = made.tokens().comparing((known, shown) -> {
                comparisons.incrementAndGet();
                return MessageDigest.isEqual(known, shown);
            });
            Caller caller = counted.find(presented, Made.NOON);
            assertThat(comparisons)
                    .as("hashes compared until the caller was known to be %s", caller)
                    .hasValue(4);
        }
    }

    @Test
    void what_is_compared_are_whole_hashes_and_nothing_of_the_token() {
        made.tokens()
                .comparing((known, shown) -> {
                    assertThat(known).hasSize(32);
                    assertThat(shown)
                            .as("what is compared")
                            .isEqualTo(made.reader().hash());
                    return false;
                })
                .find(made.reader().reveal(), Made.NOON);
    }

    @Test
    void what_is_too_long_to_be_a_token_is_not_even_compared() {
        Tokens never = made.tokens().comparing((_, _) -> {
            throw new AssertionError("257 characters were hashed and compared");
        });
        assertThat(never.find("x".repeat(Token.CHARS_MAX + 1), Made.NOON)).isEqualTo(new Caller.Unknown());
        AtomicInteger compared = new AtomicInteger();
        Tokens counted = made.tokens().comparing((_, _) -> compared.incrementAndGet() < 0);
        assertThat(counted.find("x".repeat(Token.CHARS_MAX), Made.NOON)).isEqualTo(new Caller.Unknown());
        assertThat(compared).as("comparisons of what is just short enough").hasValue(4);
    }

    @Test
    void a_file_has_a_token_a_line_and_comments() throws Exception {
        Token token = Token.random(new SplittableRandom(3));
        String line = Made.line("app", Scope.WRITE, token, Optional.empty()).toText();
        Path file = written("# who may ask\n\n  " + line + "\r\n  # end");
        Tokens read = Tokens.readFrom(file);
        assertThat(read.find(token.reveal(), Made.NOON)).isEqualTo(new Caller.Known("app", Scope.WRITE));
        assertThat(Tokens.linesOf(file)).hasSize(1);
    }

    @Test
    void a_comment_behind_a_token_is_no_comment() throws Exception {
        String line =
                Made.line("app", Scope.WRITE, made.writer(), Optional.empty()).toText();
        Path file = written(line + " # ours");
        assertThatThrownBy(() -> Tokens.readFrom(file)).hasMessageContaining(", line 1: has 5 words");
    }

    @Test
    void a_bad_line_is_named_by_file_and_number_and_not_shown() throws Exception {
        String good =
                Made.line("app", Scope.WRITE, made.writer(), Optional.empty()).toText();
        Path bad = written("# tokens\n" + good + "\nroot admin cairn_oops_the_token_itself\n");
        assertThatThrownBy(() -> Tokens.readFrom(bad))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith(bad + ", line 3: its third word must be sha256:")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("oops"));
    }

    @Test
    void two_lines_of_one_name_or_one_token_are_refused() throws Exception {
        String app =
                Made.line("app", Scope.WRITE, made.writer(), Optional.empty()).toText();
        String again =
                Made.line("app", Scope.READ, made.reader(), Optional.empty()).toText();
        String same =
                Made.line("other", Scope.READ, made.writer(), Optional.empty()).toText();
        assertThatThrownBy(() -> Tokens.readFrom(written(app + "\n" + again)))
                .hasMessageContaining(", line 2: the name app stands there a second time");
        assertThatThrownBy(() -> Tokens.readFrom(written(app + "\n" + same)))
                .hasMessageContaining(", line 2: the token of other stands there a second time");
    }

    @Test
    void a_file_that_is_none_is_one_clear_line() throws Exception {
        assertThatThrownBy(() -> Tokens.readFrom(dir.resolve("absent")))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessage("cannot read the tokens file " + dir.resolve("absent") + ": no such file or directory");
        assertThatThrownBy(() -> Tokens.readFrom(dir)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> Tokens.readFrom(written("# nobody\n"))).hasMessageContaining("has no token");
        assertThatThrownBy(() -> Tokens.readFrom(written("#".repeat(Tokens.FILE_BYTES_MAX + 1))))
                .hasMessageContaining("has more than 1048576 bytes");
    }

    @Test
    void nothing_shows_a_token_or_a_hash() {
        String hex = dev.cairn.common.bytes.Bytes.wrap(made.reader().hash()).toHex();
        String shown = made.tokens() + " " + made.reader() + " " + made.atNoon() + " "
                + ClientAccess.plain().withToken(made.reader()) + " "
                + Guard.none().withAccess(made.atNoon());
        assertThat(shown)
                .contains("reader read", "Token[hidden]")
                .doesNotContain(
                        made.reader().reveal(), made.reader().reveal().substring(10, 20), hex, hex.substring(8, 16));
    }

    private Caller find(Token token) {
        return made.tokens().find(token.reveal(), Made.NOON);
    }

    private Path written(String text) throws Exception {
        return Files.writeString(dir.resolve("tokens"), text);
    }
}
