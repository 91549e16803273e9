package dev.cairn.rpc.access;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Request;
import java.nio.file.Path;
import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    @TempDir Path dir;

    @Test
    void probe() {
        TestAuthority ca = new TestAuthority(dir, "ca");
        TestAuthority other = new TestAuthority(dir, "other");
        Instant now = Instant.now();
        try (GuardedServer s = new GuardedServer(Guard.none().withTls(ca.issue("server").read(now)))) {
            System.err.println("OK " + s.ask(ClientAccess.plain().withTls(ca.trusted()), GET));
            System.err.println("WRONGCA " + s.ask(ClientAccess.plain().withTls(other.trusted()), GET));
            System.err.println("SYSTEM " + s.ask(ClientAccess.plain().withTls(Tls.ofSystem()), GET));
            System.err.println("PLAIN " + s.ask(ClientAccess.plain(), GET));
        }
        try (GuardedServer s = new GuardedServer(Guard.none())) {
            System.err.println("TLS->PLAIN " + s.ask(ClientAccess.plain().withTls(ca.trusted()), GET));
        }
        try (GuardedServer s = new GuardedServer(Guard.none().withTls(ca.issue("h", "10.9.8.7", Duration.ZERO).read(now)))) {
            System.err.println("HOST " + s.ask(ClientAccess.plain().withTls(ca.trusted()), GET));
        }
        for (int d : new int[] {-5, 5}) {
            Instant then = now.plus(Duration.ofDays(d));
            try (GuardedServer s = new GuardedServer(Guard.none().withTls(ca.issue("h", "127.0.0.1", Duration.ofDays(d)).read(then)))) {
                System.err.println("VALID" + d + " " + s.ask(ClientAccess.plain().withTls(ca.trusted()), GET));
            }
        }
        try (GuardedServer s = new GuardedServer(Guard.none().withTls(ca.trustedBy(ca.issue("server")).read(now)))) {
            System.err.println("MUTUAL " + s.ask(ClientAccess.plain().withTls(ca.trustedBy(ca.issue("client")).read(now)), GET));
            System.err.println("NOCERT " + s.ask(ClientAccess.plain().withTls(ca.trusted()), GET));
            TlsFiles c = other.issue("foreign");
            System.err.println("FOREIGNCERT " + s.ask(ClientAccess.plain().withTls(new TlsFiles(c.certificates(), c.key(), Optional.of(ca.certificate())).read(now)), GET));
            Instant old = now.minus(Duration.ofDays(5));
            TlsFiles x = ca.issue("old", "127.0.0.1", Duration.ofDays(-5));
            System.err.println("EXPIREDCERT " + s.ask(ClientAccess.plain().withTls(new Tls(x.read(old).identity, ca.trusted().trusted, Optional.empty())), GET));
        }
    }
}
