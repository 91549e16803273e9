package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.disk.SimFileSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Writes of a session that arrive several times, late and in any order, also when their session has
/// ended, at a server that is killed now and then.
///
/// Each write leaves a mark of its own. The client takes the mark of an acknowledged write away: if it is
/// not there, the write was lost; if it comes back, the write was applied twice. What is told of an ended
/// session once is told for ever.
@Tag("4.9")
class OnceOnlyProperties {
    private static final int SLOTS = 4;

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void an_acknowledged_write_was_applied_and_is_never_applied_again(@ForAll long seed) {
        try (Story story = new Story(Engine.MAP, seed)) {
            for (int step = 0; step < 80; step++) {
                story.step();
            }
            story.end();
        }
    }

    /// One write of the client.
    private static final class Sent {
        private final int number;
        private final Request.Write request;
        private final RequestId id;
        private boolean isAcknowledged;
        private boolean isMarkTaken;

        Sent(int number, RequestId id) {
            this.number = number;
            this.id = id;
            this.request = Asked.put(id, "w" + number, "was here");
        }
    }

    /// A client, its network and its server. Confined to one thread.
    private static final class Story implements AutoCloseable {
        private final Engine engine;
        private final RandomGenerator random;
        private final SimFileSystem files = SimFileSystem.empty();
        private final List<Sent> all = new ArrayList<>();
        private final Set<SessionId> ending = new HashSet<>();
        private final Set<SessionId> unknown = new HashSet<>();
        private long[] sequences = new long[SLOTS];
        private SessionId session;
        private SimServer server;
        private int starts;

        Story(Engine engine, long seed) {
            this.engine = engine;
            this.random = new SplittableRandom(seed);
            this.server = SimServer.start(engine, files, ++starts);
            this.session = server.session();
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> sendNew();
                case 3, 4, 5 -> sendAgain();
                case 6, 7 -> server.world().advance(Duration.ofNanos(random.nextInt(200_000)));
                case 8 -> takeMarks();
                case 9 -> closeSometimes();
                case 10 -> expireSometimes();
                default -> restartSometimes();
            }
        }

        /// Everything that is still the newest of its slot is sent until it has its answer, and all marks
        /// are right.
        void end() {
            server.world().advance(Duration.ofSeconds(1));
            for (Sent sent : all) {
                if (sent.id.session().equals(session) && sent.id.sequence() == sequences[sent.id.slot()]) {
                    Reply reply = server.ask(sent.request);
                    hear(sent, reply);
                    assertThat(reply).isEqualTo(Asked.DONE);
                }
            }
            takeMarks();
            all.forEach(sent -> hear(sent, server.ask(sent.request)));
            takeMarks();
        }

        private void sendNew() {
            int slot = random.nextInt(SLOTS);
            long sequence = sequences[slot] + 1 + random.nextInt(2);
            sequences[slot] = sequence;
            Sent sent = new Sent(all.size(), new RequestId(session, slot, sequence));
            all.add(sent);
            send(sent);
        }

        private void sendAgain() {
            if (!all.isEmpty()) {
                send(all.get(Math.max(0, all.size() - 1 - random.nextInt(8))));
            }
        }

        private void send(Sent sent) {
            CompletableFuture<Reply> answer = server.begin(sent.request);
            var _ = answer.thenAccept(reply -> hear(sent, reply));
            if (random.nextInt(3) == 0) {
                hear(sent, server.await(answer));
            }
        }

        private void hear(Sent sent, Reply reply) {
            SessionId of = sent.id.session();
            if (reply.equals(Asked.DONE)) {
                assertThat(unknown)
                        .as("ended sessions, by the answer to %s", sent.id)
                        .doesNotContain(of);
                sent.isAcknowledged = true;
            } else if (Asked.reason(reply) == Reason.SESSION_UNKNOWN) {
                assertThat(ending).as("sessions that may have ended").contains(of);
                unknown.add(of);
            } else {
                assertThat(Asked.reason(reply)).isIn(Reason.REQUEST_STALE, Reason.BUSY);
            }
        }

        private void takeMarks() {
            for (Sent sent : all) {
                String key = "w" + sent.number;
                boolean isThere = server.ask(Asked.get(key)).equals(Asked.value("was here"));
                if (sent.isMarkTaken) {
                    assertThat(isThere).as("%s applied again", sent.id).isFalse();
                } else if (sent.isAcknowledged) {
                    assertThat(isThere).as("%s applied", sent.id).isTrue();
                    WriteBatch taking = WriteBatch.builder().delete(utf8(key)).build();
                    assertThat(server.ask(new Request.Write(taking, Optional.empty())))
                            .isEqualTo(Asked.DONE);
                    sent.isMarkTaken = true;
                }
            }
        }

        /// The client ends its session, and begins another one; now and then the server dies over it.
        private void closeSometimes() {
            if (random.nextInt(3) == 0) {
                ending.add(session);
                CompletableFuture<Reply> closed = server.begin(new Request.CloseSession(session));
                if (random.nextBoolean()) {
                    restart();
                    beginSession();
                } else if (server.await(closed).equals(Asked.DONE)) {
                    unknown.add(session);
                    beginSession();
                } else {
                    ending.remove(session);
                }
            }
        }

        /// Nobody writes for so long that no session is left.
        private void expireSometimes() {
            if (random.nextInt(3) == 0) {
                ending.add(session);
                server.world().advance(SimServer.TIME_TO_LIVE.plusMinutes(1));
                beginSession();
            }
        }

        private void beginSession() {
            session = server.session();
            sequences = new long[SLOTS];
        }

        private void restartSometimes() {
            if (random.nextInt(3) == 0) {
                restart();
            }
        }

        private void restart() {
            server.kill();
            files.kill();
            server = SimServer.start(engine, files, ++starts);
        }

        @Override
        public void close() {
            server.kill();
        }
    }
}
