package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.access.Access;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.GuardedServer;
import dev.cairn.rpc.access.TestAuthority;
import dev.cairn.rpc.access.Tls;
import dev.cairn.rpc.access.TlsFiles;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.access.Tokens;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.cli.LibraryLogs;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.web.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that tells all it can tell, and clients that do everything right and wrong: no token, no hash
/// and no key is in anything that is told or answered.
@Tag("4.18")
@Tag("4.22")
class NoSecretShownTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    private static final Request PUT = new Request.Write(
            WriteBatch.builder().put(Bytes.utf8("k"), Bytes.utf8("v")).build(), Optional.empty());
    private static final List<Request> REQUESTS = List.of(GET, PUT, new Request.Stats(), new Request.Flush());

    @TempDir
    private Path dir;

    private final KeptLog told = new KeptLog(NodeLog.Level.DEBUG);
    private final SplittableRandom random = new SplittableRandom(11);
    private final Token known = Token.random(random);
    private final Token little = Token.random(random);
    private final Token gone = Token.random(random);
    private final Token wrong = Token.random(random);

    @AfterEach
    void quiet() {
        LibraryLogs.tellTo(NodeLog.none());
    }

    @Test
    void nothing_that_is_told_or_answered_has_a_secret_in_it() throws Exception {
        LibraryLogs.tellTo(told);
        TestAuthority authority = new TestAuthority(dir, "ca");
        TlsFiles node = authority.trustedBy(authority.issue("node"));
        Guard guard = Guard.none().withTls(node.read(Instant.now())).withAccess(access());
        List<String> seen = new ArrayList<>();
        try (GuardedServer server = new GuardedServer(ServerOptions.defaults().guardedBy(guard), told)) {
            seen.add(guard + " " + server.address());
            for (Tls tls : List.of(node.read(Instant.now()), authority.trusted(), Tls.ofSystem())) {
                ask(server, ClientAccess.plain().withTls(tls), seen);
            }
            seen.add(server.ask(ClientAccess.plain().withToken(known), GET).toString());
            RawHttp2.send(
                    server.port(),
                    ("GET / HTTP/1.1\r\nauthorization: Bearer " + known.reveal() + "\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    true);
        } catch (java.io.IOException alertOfTls) {
            seen.add(alertOfTls.toString());
        }
        seen.addAll(told.lines());
        assertThat(seen).as("what was told and answered").hasSizeGreaterThan(20);
        requireNoSecret(seen, Files.readString(node.key()));
    }

    private void ask(GuardedServer server, ClientAccess access, List<String> seen) {
        for (Request request : REQUESTS) {
            seen.add(server.ask(access, request).toString());
        }
        for (Token token : List.of(known, little, gone, wrong)) {
            seen.add(access.withToken(token).toString());
            REQUESTS.forEach(request ->
                    seen.add(server.ask(access.withToken(token), request).toString()));
        }
    }

    private Access access() throws Exception {
        List<String> lines = List.of(
                line("known", Scope.ADMIN, known, Optional.empty()),
                line("little", Scope.READ, little, Optional.empty()),
                line("gone", Scope.ADMIN, gone, Optional.of(Instant.EPOCH)));
        return new Access(Tokens.readFrom(Files.write(dir.resolve("tokens"), lines)), Clock.system());
    }

    private static String line(String name, Scope scope, Token token, Optional<Instant> expires) {
        return new TokenLine(name, scope, Bytes.wrap(token.hash()), expires).toText();
    }

    private void requireNoSecret(List<String> seen, String key) {
        List<String> secrets =
                new ArrayList<>(key.lines().filter(line -> line.length() > 40).toList());
        for (Token token : List.of(known, little, gone, wrong)) {
            secrets.add(token.reveal().substring(6, 18));
            secrets.add(Bytes.wrap(token.hash()).toHex().substring(0, 12));
        }
        assertThat(secrets).hasSizeGreaterThan(8);
        for (String secret : secrets) {
            assertThat(seen).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)));
        }
    }
}
