package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every crash of a short script: after it the client sends everything again, and each write is found
/// applied once.
@Tag("4.9")
class OnceOnlyCrashTest {
    private static final List<Reply> ANSWERS = List.of(
            Asked.compared(true), Asked.DONE, Asked.compared(true), Asked.compared(false), Asked.DONE, Asked.DONE);

    /// The first requests of the script, whose slots later ones use again.
    private static final int USED_AGAIN = 2;

    private static final List<Row> ROWS = List.of(row("a", "2"), row("b", "x"), row("n", "2"));

    private final SimFileSystem files = SimFileSystem.empty();
    private final List<Crash> crashes = new ArrayList<>();
    private Optional<SessionId> session = Optional.empty();
    private int acknowledged;

    /// The disk before one of its calls, and what the client had heard by then.
    private record Crash(DiskState state, Optional<SessionId> session, int acknowledged) {}

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatever_crash_comes_between_each_write_is_applied_once(Engine engine) {
        runScript(engine);
        Set<Long> seen = new HashSet<>();
        for (Crash crash : crashes) {
            PowerCuts.forEach(crash.state(), CutLimits.BRIEF, image -> {
                if (seen.add(image.hash() * 31 + crash.acknowledged())) {
                    judge(engine, SimFileSystem.startedOn(image), crash);
                }
            });
            if (seen.add(crash.state().visible().hash() * 31 - crash.acknowledged() - 1)) {
                judge(engine, SimFileSystem.startedOn(crash.state()), crash);
            }
        }
        assertThat(seen).as("different crashes").hasSizeGreaterThan(40);
    }

    private void runScript(Engine engine) {
        files.listenedToBy(_ -> noteCrash());
        try (SimServer server = SimServer.start(engine, files, 1)) {
            session = Optional.of(server.session());
            for (Request request : script(session.get())) {
                assertThat(server.ask(request)).isEqualTo(ANSWERS.get(acknowledged));
                acknowledged++;
                noteCrash();
            }
            assertThat(server.rows()).isEqualTo(ROWS);
        }
    }

    private void noteCrash() {
        crashes.add(new Crash(files.freeze(), session, acknowledged));
    }

    /// What was acknowledged is there and stays as it is when it is sent again; then the rest is sent,
    /// and it is as if nothing had happened.
    private static void judge(Engine engine, SimFileSystem files, Crash crash) {
        SimServer server = SimServer.start(engine, files, 2);
        if (crash.session().isPresent()) {
            List<Request> script = script(crash.session().get());
            List<Row> before = server.rows();
            for (int i = 0; i < crash.acknowledged(); i++) {
                assertThat(server.ask(script.get(i)))
                        .as("the same answer to request %s, which was acknowledged", i)
                        .matches(sameOrStale(i));
                assertThat(server.rows())
                        .as("rows after request %s, which was acknowledged, came again", i)
                        .isEqualTo(before);
            }
            for (int i = 0; i < script.size(); i++) {
                assertThat(server.ask(script.get(i)))
                        .as("answer to request %s after %s", i, crash.acknowledged())
                        .matches(sameOrStale(i));
            }
            assertThat(server.rows())
                    .as("rows after all came again, a crash behind %s answers", crash.acknowledged())
                    .isEqualTo(ROWS);
        }
        server.kill();
    }

    /// The one answer to a request of the script; of one whose slot is used again later, also that it is stale.
    private static Predicate<Reply> sameOrStale(int request) {
        return reply -> reply.equals(ANSWERS.get(request))
                || (request < USED_AGAIN
                        && reply instanceof Reply.Failure
                        && Asked.reason(reply) == Reason.REQUEST_STALE);
    }

    private static List<Request> script(SessionId session) {
        return List.of(
                Asked.cas(new RequestId(session, 0, 1), "n", "", "1"),
                Asked.put(new RequestId(session, 1, 1), "a", "1"),
                Asked.cas(new RequestId(session, 0, 2), "n", "1", "2"),
                Asked.cas(new RequestId(session, 2, 1), "b", "x", "y"),
                Asked.put(new RequestId(session, 3, 1), "b", "x"),
                Asked.put(new RequestId(session, 1, 2), "a", "2"));
    }

    private static Row row(String key, String value) {
        return new Row(utf8(key), utf8(value));
    }
}
