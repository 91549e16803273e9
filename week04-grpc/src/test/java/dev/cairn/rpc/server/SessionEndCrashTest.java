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
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every crash while sessions end, the one closed and the other expired: after it their late copies find
/// all that is remembered of a session or nothing, and change nothing.
@Tag("4.12")
class SessionEndCrashTest {
    private static final List<String> KEYS = List.of("a", "b");
    private static final List<Row> ROWS =
            KEYS.stream().map(key -> new Row(utf8(key), utf8("later"))).toList();

    private final SimFileSystem files = SimFileSystem.empty();
    private final List<Crash> crashes = new ArrayList<>();
    private final List<SessionId> ended = new ArrayList<>();

    /// The disk before one of its calls, and which sessions had ended by what was heard before.
    private record Crash(DiskState state, List<SessionId> ended) {}

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatever_crash_comes_a_session_is_there_whole_or_not_at_all(Engine engine) {
        List<SessionId> sessions = runScript(engine);
        Set<Long> seen = new HashSet<>();
        for (Crash crash : crashes) {
            PowerCuts.forEach(crash.state(), CutLimits.BRIEF, image -> {
                if (seen.add(image.hash() * 31 + crash.ended().size())) {
                    judge(engine, SimFileSystem.startedOn(image), sessions, crash.ended());
                }
            });
        }
        assertThat(seen).as("different crashes").hasSizeGreaterThan(5);
    }

    private List<SessionId> runScript(Engine engine) {
        try (SimServer server = SimServer.start(engine, files, 1)) {
            List<SessionId> sessions = List.of(server.session(), server.session());
            sessions.forEach(each -> writes(each).forEach(server::ask));
            KEYS.forEach(key -> server.ask(Asked.put(key, "later")));
            files.listenedToBy(_ -> noteCrash());
            assertThat(server.ask(new Request.CloseSession(sessions.getFirst())))
                    .isEqualTo(Asked.DONE);
            noteEnd(sessions.getFirst());
            server.world().advance(SimServer.TIME_TO_LIVE);
            assertThat(answers(server, sessions.getLast())).containsOnly(Reason.SESSION_UNKNOWN.name());
            noteEnd(sessions.getLast());
            return sessions;
        }
    }

    private void noteEnd(SessionId session) {
        ended.add(session);
        noteCrash();
    }

    private void noteCrash() {
        crashes.add(new Crash(files.freeze(), List.copyOf(ended)));
    }

    private static void judge(Engine engine, SimFileSystem files, List<SessionId> sessions, List<SessionId> ended) {
        SimServer server = SimServer.start(engine, files, 2);
        for (SessionId session : sessions) {
            assertThat(answers(server, session))
                    .as("answers to late copies of a session that has ended: %s", ended.contains(session))
                    .containsOnly(
                            ended.contains(session) || !isThere(server, session)
                                    ? Reason.SESSION_UNKNOWN.name()
                                    : "Done");
        }
        assertThat(server.rows()).as("rows after the late copies").isEqualTo(ROWS);
        server.kill();
    }

    private static boolean isThere(SimServer server, SessionId session) {
        return answers(server, session).contains("Done");
    }

    /// What each write of `session` is answered, in a word.
    private static List<String> answers(SimServer server, SessionId session) {
        return writes(session).stream()
                .map(server::ask)
                .map(reply -> reply instanceof Reply.Failure
                        ? Asked.reason(reply).name()
                        : reply.getClass().getSimpleName())
                .toList();
    }

    private static List<Request> writes(SessionId session) {
        return IntStream.range(0, KEYS.size())
                .mapToObj(slot -> (Request) Asked.put(new RequestId(session, slot, 1), KEYS.get(slot), "first"))
                .toList();
    }
}
