package dev.cairn.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.rest.TokenGate;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import dev.cairn.web.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, at both doors.
@Tag("4.18")
class AccessTest {
    private static final String EXPIRED = "the token \"gone\" has expired: have another made ('cairn token new')";

    private final Made made = Made.by(2);
    private final Access access = made.atNoon();

    @ParameterizedTest
    @CsvSource({
        "READ,  reader, true",
        "READ,  writer, true",
        "READ,  admin,  true",
        "WRITE, reader, false",
        "WRITE, writer, true",
        "WRITE, admin,  true",
        "ADMIN, reader, false",
        "ADMIN, writer, false",
        "ADMIN, admin,  true",
    })
    void a_scope_allows_what_is_in_it(Scope needed, String name, boolean isLetIn) {
        Optional<Problem> refusal = access.decide(needed, Optional.of("Bearer " + tokenOf(name)));
        assertThat(refusal.isEmpty())
                .as("%s for what needs %s: %s", name, needed, refusal)
                .isEqualTo(isLetIn);
        refusal.ifPresent(problem -> assertThat(problem.reason()).isEqualTo(Reason.FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Basic cm9vdDpyb290", "Bearer nobody", "nonsense"})
    void what_needs_nothing_is_open_whatever_comes_with_it(String header) {
        assertThat(access.decide(Scope.NONE, Optional.of(header))).isEmpty();
        assertThat(access.decide(Scope.NONE, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Scope.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void who_shows_nothing_is_told_how_to(Scope needed) {
        refuses(needed, Optional.empty(), Reason.UNAUTHENTICATED, Access.NO_TOKEN);
    }

    @Test
    void what_is_no_bearer_token_is_refused() {
        String token = made.admin().reveal();
        for (String header :
                List.of("", "Bearer", "Bearer ", token, "Basic " + token, "Bearer" + token, "Bearer\t" + token)) {
            refuses(Scope.READ, Optional.of(header), Reason.UNAUTHENTICATED, Access.NO_BEARER);
        }
    }

    @Test
    void the_word_bearer_may_be_written_in_any_case() {
        assertThat(access.decide(
                        Scope.READ, Optional.of("bearer " + made.reader().reveal())))
                .isEmpty();
        assertThat(access.decide(
                        Scope.READ, Optional.of("BEARER " + made.reader().reveal())))
                .isEmpty();
    }

    @Test
    void a_token_that_is_not_known_is_refused_and_not_shown() {
        String token = made.admin().reveal();
        for (String wrong :
                List.of(token.substring(1), token + "x", " " + token, token + ", " + token, "x".repeat(9999))) {
            refuses(Scope.READ, Optional.of("Bearer " + wrong), Reason.UNAUTHENTICATED, Access.NOT_KNOWN);
        }
    }

    @Test
    void a_token_that_has_expired_is_refused_by_its_name() {
        refuses(Scope.READ, Optional.of("Bearer " + made.gone().reveal()), Reason.UNAUTHENTICATED, EXPIRED);
    }

    @Test
    void too_little_is_said_with_the_name_and_what_it_may() {
        refuses(
                Scope.WRITE,
                Optional.of("Bearer " + made.reader().reveal()),
                Reason.FORBIDDEN,
                "the token \"reader\" may only read, and this is for one that may write: give another with"
                        + " --token-file");
        refuses(
                Scope.ADMIN,
                Optional.of("Bearer " + made.writer().reveal()),
                Reason.FORBIDDEN,
                "the token \"writer\" may only write, and this is for one that may run the node: give another with"
                        + " --token-file");
    }

    @Test
    void over_http_the_same_is_said_with_a_status_and_a_challenge() {
        TokenGate gate = new TokenGate(access);
        assertThat(gate.refusal(
                        Scope.READ,
                        request(Map.of(
                                "authorization", "Bearer " + made.reader().reveal()))))
                .isEmpty();
        assertThat(gate.refusal(Scope.NONE, request(Map.of()))).isEmpty();
        WebAnswer.Whole unknown = answer(gate.refusal(Scope.READ, request(Map.of())));
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.headers()).containsEntry("www-authenticate", "Bearer realm=\"cairn\"");
        assertThat(unknown.body().toUtf8()).contains("\"reason\":\"UNAUTHENTICATED\"", "--token-file");
        WebAnswer.Whole little = answer(gate.refusal(
                Scope.ADMIN,
                request(Map.of("authorization", "Bearer " + made.writer().reveal()))));
        assertThat(little.status()).isEqualTo(403);
        assertThat(little.headers())
                .containsEntry("www-authenticate", "Bearer realm=\"cairn\", error=\"insufficient_scope\"");
        assertThat(little.body().toUtf8()).contains("\"reason\":\"FORBIDDEN\"");
    }

    private static WebAnswer.Whole answer(Optional<WebFailure> failure) {
        return failure.orElseThrow().answer();
    }

    private static WebRequest request(Map<String, String> headers) {
        return new WebRequest(WebMethod.GET, "/get", Map.of(), Map.of(), headers, Bytes.EMPTY, "127.0.0.1:1");
    }

    private void refuses(Scope needed, Optional<String> header, Reason reason, String message) {
        assertThat(access.decide(needed, header))
                .as("who shows %s characters", header.map(String::length))
                .contains(new Problem(reason, message, Optional.empty()));
    }

    private String tokenOf(String name) {
        return switch (name) {
            case "reader" -> made.reader().reveal();
            case "writer" -> made.writer().reveal();
            default -> made.admin().reveal();
        };
    }
}
