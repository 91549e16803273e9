package dev.cairn.rpc.server;

import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One session in memory: the state of its slots, and when it was used last.
///
/// Confined to whoever holds the lock of the [RetryTable], but for what never changes.
final class Session {
    private final SessionId id;
    private final int slots;
    private final SortedMap<Integer, SlotState> states = new TreeMap<>();
    private long lastUseNanos;
    private int underWay;
    private @Nullable CompletableFuture<Reply> ending;

    Session(SessionId id, int slots, long nowNanos) {
        this.id = id;
        this.slots = slots;
        this.lastUseNanos = nowNanos;
    }

    SessionId id() {
        return id;
    }

    int slots() {
        return slots;
    }

    long lastUseNanos() {
        return lastUseNanos;
    }

    void usedAt(long nowNanos) {
        lastUseNanos = nowNanos;
    }

    SlotState state(int slot) {
        return states.getOrDefault(slot, SlotState.fresh());
    }

    /// Remembers a row of the disk.
    void recover(RetryRow.Answered row) {
        RequestId request = row.id();
        states.put(
                request.slot(),
                new SlotState.Answered(
                        request.sequence(), row.hash(), row.answer().reply()));
    }

    /// `write` is the newest of its slot from now on.
    void begin(SlotState.UnderWay write) {
        states.put(write.id().slot(), write);
        underWay++;
    }

    /// `write` has its answer.
    void settle(SlotState.UnderWay write, Reply reply) {
        states.put(write.id().slot(), SlotState.after(write, reply));
        underWay--;
    }

    /// Whether its rows may be deleted: no write is under way that would leave a row behind, and nobody
    /// else deletes.
    boolean mayEnd() {
        return underWay == 0 && ending == null;
    }

    /// What is answered to whoever arrives while its rows are being deleted, once they are.
    @Nullable
    CompletableFuture<Reply> ending() {
        return ending;
    }

    /// Its rows are being deleted.
    void beginEnding(CompletableFuture<Reply> answer) {
        ending = answer;
    }

    /// Its rows could not be deleted, so it lives on.
    void liveOn(long nowNanos) {
        ending = null;
        lastUseNanos = nowNanos;
    }

    /// The batch that deletes its rows. Who has begun its end needs no lock for it: unless it lives on, no
    /// write begins in it any more, and so nothing of it changes.
    WriteBatch deletion() {
        WriteBatch.Builder batch = WriteBatch.builder().addInternal(new Mutation.Delete(RetryFormat.key(id)));
        states.keySet().forEach(slot -> batch.addInternal(new Mutation.Delete(RetryFormat.key(id, slot))));
        return batch.build();
    }
}
