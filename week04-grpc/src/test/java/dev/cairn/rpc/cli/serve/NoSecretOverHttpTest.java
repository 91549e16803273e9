package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.cli.LibraryLogs;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.rest.WrittenRoutes;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Tokens at the HTTP door, in the right place and in wrong ones: no answer, no event and no log has one in
/// it, nor a hash or a key.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NoSecretOverHttpTest {
    private static final List<String> PATHS = List.of("/metrics", "/", "/stats", "/readyz", "/keys/k", "/nowhere");

    @TempDir
    private Path dir;

    private final KeptLog told = new KeptLog(NodeLog.Level.DEBUG);
    private final List<String> seen = new ArrayList<>();
    private final Token wrong = Token.random(new SplittableRandom(6));

    @AfterEach
    void quiet() {
        LibraryLogs.tellTo(NodeLog.none());
    }

    @Test
    void nothing_that_is_told_or_answered_has_a_secret_in_it() throws Exception {
        WrittenStore.isNeeded(dir.resolve("needed"));
        WrittenRoutes.isNeeded();
        LibraryLogs.tellTo(told);
        List<Token> tokens;
        String key;
        try (GuardedDoors doors = GuardedDoors.in(dir, told)) {
            tokens = List.of(doors.admin(), doors.reader(), doors.gone(), wrong);
            key = Files.readString(doors.key());
            for (Token token : tokens) {
                askWith(doors, token.reveal());
            }
            keep(doors.ask(
                    "GET",
                    "/metrics",
                    "authorization",
                    "Bearer " + doors.admin().reveal()));
        }
        seen.addAll(told.lines());
        assertThat(seen).as("what was told and answered").hasSizeGreaterThan(80);
        assertThat(seen).anyMatch(line -> line.startsWith("200")).anyMatch(line -> line.startsWith("401"));
        assertThat(seen).anyMatch(line -> line.startsWith("403"));
        requireNoSecret(tokens, key);
    }

    private void askWith(GuardedDoors doors, String token) throws Exception {
        for (String path : PATHS) {
            keep(doors.ask("GET", path));
            keep(doors.ask("GET", path, "authorization", "Bearer " + token));
            keep(doors.ask("GET", path, "authorization", "Basic " + token, "x-token", token));
            keep(doors.ask("GET", path + "?token=" + token));
            keep(doors.ask("DELETE", path, "authorization", "Bearer " + token));
        }
        // Its answer repeats the path to whoever sent it, who knows; nothing else may.
        assertThat(doors.ask("GET", "/" + token).statusCode()).isEqualTo(404);
    }

    private void keep(HttpResponse<String> answer) {
        seen.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    }

    private void requireNoSecret(List<Token> tokens, String key) {
        List<String> secrets =
                new ArrayList<>(key.lines().filter(line -> line.length() > 40).toList());
        for (Token token : tokens) {
            secrets.add(token.reveal().substring(6, 18));
            secrets.add(Bytes.wrap(token.hash()).toHex().substring(0, 12));
        }
        assertThat(secrets).hasSizeGreaterThan(8);
        for (String secret : secrets) {
            assertThat(seen.stream().filter(line -> line.contains(secret))).isEmpty();
        }
    }
}
