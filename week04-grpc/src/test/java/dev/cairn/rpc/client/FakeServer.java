package dev.cairn.rpc.client;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// A server in a world, and the way to it: over a map, with a table of what it has answered, and with
/// faults.
///
/// A copy arrives after 1 ms and its answer after 1 ms more. Confined to the world's thread.
final class FakeServer implements StoreWire {
    /// How long a message travels.
    static final Duration WAY = Duration.ofMillis(1);

    private final World world;
    private final Function<Request, Fault> faults;
    private final int slots;
    private final MemoryStore store = new MemoryStore();
    private final Map<SessionId, Map<Integer, Remembered>> sessions = new HashMap<>();
    private final Map<Bytes, Integer> timesApplied = new HashMap<>();
    private final Set<Bytes> leftOpen = new HashSet<>();
    private final List<Request> arrived = new ArrayList<>();
    private int sent;
    private int begun;

    /// The newest write of a slot.
    private record Remembered(long sequence, Reply reply) {}

    /// @param faults asked once for each copy that is sent
    /// @param slots of each session
    FakeServer(World world, Function<Request, Fault> faults, int slots) {
        this.world = world;
        this.faults = faults;
        this.slots = slots;
    }

    /// How many copies were sent here.
    int sent() {
        return sent;
    }

    /// How many sessions were begun.
    int sessionsBegun() {
        return begun;
    }

    /// How many are known.
    int sessionsKnown() {
        return sessions.size();
    }

    /// What has arrived, in this order.
    List<Request> arrived() {
        return arrived;
    }

    /// The ids of the writes that have arrived, in this order.
    List<RequestId> ids() {
        return arrived.stream().flatMap(each -> each.id().stream()).toList();
    }

    /// Whether a copy of the write that begins with this key was answered so that it may have been applied.
    boolean isLeftOpen(Bytes key) {
        return leftOpen.contains(key);
    }

    /// How often a batch that begins with this key was applied.
    int timesApplied(Bytes key) {
        return timesApplied.getOrDefault(key, 0);
    }

    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        sent++;
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        world.schedule(timeLeft, "wire", "lost", () -> answer.complete(lost(timeLeft)));
        var _ = answer.thenAccept(reply -> note(request, reply));
        switch (faults.apply(request)) {
            case NONE -> arrive(WAY, () -> answerIn(answer, handle(request)));
            case LOST_BEFORE -> {}
            case UNREACHED -> answerIn(answer, Reply.failure(Reason.UNREACHED, "nobody listens"));
            case LOST_AFTER -> arrive(WAY, () -> handle(request));
            case LATE -> arrive(timeLeft.plus(WAY), () -> handle(request));
            case UNKNOWN ->
                arrive(WAY, () -> {
                    Reply reply = handle(request);
                    answerIn(answer, request.isWrite() ? Reply.failure(Reason.UNKNOWN_OUTCOME, "who knows") : reply);
                });
            case BUSY -> arrive(WAY, () -> answerIn(answer, Reply.failure(Reason.BUSY, "too much to do")));
            case UNAVAILABLE -> arrive(WAY, () -> answerIn(answer, Reply.failure(Reason.UNAVAILABLE, "going down")));
            case TOO_LATE -> arrive(WAY, () -> answerIn(answer, Reply.failure(Reason.TOO_LATE, "too late")));
            case READ_ONLY -> arrive(WAY, () -> answerIn(answer, Reply.failure(Reason.READ_ONLY, "read only")));
            case FAILED -> arrive(WAY, () -> answerIn(answer, Reply.failure(Reason.FAILED, "disk failed")));
            case FORGOTTEN ->
                arrive(WAY, () -> {
                    sessions.clear();
                    answerIn(answer, handle(request));
                });
        }
        return answer;
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        throw new UnsupportedOperationException("this server is asked no scans");
    }

    @Override
    public void close() {}

    private void note(Request request, Reply reply) {
        if (request instanceof Request.Write write
                && reply instanceof Reply.Failure(Problem problem)
                && problem.reason().mayBeApplied()) {
            leftOpen.add(write.batch().mutations().getFirst().key());
        }
    }

    private void arrive(Duration delay, Runnable arrival) {
        world.schedule(delay, "wire", "arrives", arrival);
    }

    private void answerIn(CompletableFuture<Reply> answer, Reply reply) {
        world.schedule(WAY, "wire", "answered", () -> answer.complete(reply));
    }

    private Reply handle(Request request) {
        arrived.add(request);
        return switch (request) {
            case Request.Get get -> new Reply.Value(store.get(get.key()));
            case Request.Write write -> once(write, write.id(), () -> applied(write.batch()));
            case Request.WriteIf write -> once(write, write.id(), () -> appliedIf(write));
            case Request.OpenSession() -> opened();
            case Request.CloseSession(SessionId session) -> {
                sessions.remove(session);
                yield new Reply.Done();
            }
            case Request.OpenSnapshot _, Request.RenewSnapshot _, Request.CloseSnapshot _ -> new Reply.Done();
            case Request.Stats _, Request.Flush _, Request.Compact _ -> new Reply.Done();
        };
    }

    private Reply opened() {
        begun++;
        SessionId session = new SessionId(Bytes.hex("%032x".formatted(begun)));
        sessions.put(session, new HashMap<>());
        return new Reply.SessionOpened(session, slots, Duration.ofMinutes(10));
    }

    private Reply once(Request request, Optional<RequestId> id, Supplier<Reply> work) {
        if (id.isEmpty()) {
            return work.get();
        }
        Map<Integer, Remembered> table = sessions.get(id.get().session());
        if (table == null) {
            return Reply.failure(Reason.SESSION_UNKNOWN, "session unknown");
        }
        Remembered newest = table.getOrDefault(id.get().slot(), new Remembered(0, new Reply.Done()));
        if (id.get().sequence() < newest.sequence) {
            return Reply.failure(Reason.REQUEST_STALE, "stale: " + request);
        }
        if (id.get().sequence() == newest.sequence) {
            return newest.reply;
        }
        Reply reply = work.get();
        table.put(id.get().slot(), new Remembered(id.get().sequence(), reply));
        return reply;
    }

    private Reply applied(WriteBatch batch) {
        store.write(batch);
        batch.mutations().stream().limit(1).forEach(first -> timesApplied.merge(first.key(), 1, Integer::sum));
        return new Reply.Done();
    }

    private Reply appliedIf(Request.WriteIf write) {
        boolean isExpected = store.get(write.key()).equals(write.expected());
        if (isExpected) {
            applied(write.batch());
        }
        return new Reply.Compared(isExpected);
    }

    private static Reply lost(Duration timeLeft) {
        return Reply.failure(Reason.LOST, "no answer in " + timeLeft.toMillis() + " ms");
    }

    /// The failure of an operation, which is a [StoreException] and nothing else.
    static StoreException failureOf(CompletableFuture<?> operation) {
        return (StoreException) operation.exceptionNow();
    }
}
