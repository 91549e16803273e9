package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A [GroupCommit] whose log and target are played: they note what they are asked for, and wait or fail on demand.
///
/// Thread-safe where the real ones are; the world belongs to the test's thread.
final class CommitStage implements CommitLog, CommitTarget {
    private final World world = new World(1);
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
    private final Map<Bytes, Bytes> rows = new ConcurrentSkipListMap<>();
    private final GroupCommit commits;
    private volatile Supplier<Duration> room = () -> Duration.ZERO;
    private volatile long sequenceMax = Long.MAX_VALUE;
    private volatile Runnable whenReading = () -> {};
    private volatile Runnable whenRecording = () -> {};
    private volatile Runnable whenSyncing = () -> {};
    private volatile Runnable whenPublishing = () -> {};

    private CommitStage(SyncPolicy policy, GroupCommitOptions options, Optional<Background> background) {
        commits = new GroupCommit(
                this,
                policy,
                this,
                0,
                options,
                background.orElseGet(() -> world.env().background()));
    }

    static CommitStage with(SyncPolicy policy, GroupCommitOptions options) {
        return new CommitStage(policy, options, Optional.empty());
    }

    /// Under `always`, without limits that matter; submitted work runs in the world of the stage.
    static CommitStage simulated() {
        return with(SyncPolicy.always(), GroupCommitOptions.DEFAULT);
    }

    /// The same with real threads for what is submitted.
    static CommitStage with(Background background) {
        return new CommitStage(SyncPolicy.always(), GroupCommitOptions.DEFAULT, Optional.of(background));
    }

    static GroupCommitOptions options(int batchesMax, int bytesMax, Duration linger, int queuedMax) {
        return new GroupCommitOptions(batchesMax, bytesMax, linger, queuedMax);
    }

    /// A batch that puts `key` with a value of the same text.
    static WriteBatch put(String key) {
        return WriteBatch.builder().put(Bytes.utf8(key), Bytes.utf8(key)).build();
    }

    GroupCommit commits() {
        return commits;
    }

    World world() {
        return world;
    }

    /// What was asked for and told so far: `record a b`, `sync`, `publish a b`, `told a`.
    List<String> events() {
        return List.copyOf(events);
    }

    List<String> events(String kind) {
        return events().stream().filter(event -> event.startsWith(kind)).toList();
    }

    /// The sequence number that each recorded group begins with.
    List<Long> sequences() {
        return List.copyOf(sequences);
    }

    /// What a leader is told that asks for room.
    CommitStage withRoom(Supplier<Duration> answer) {
        room = answer;
        return this;
    }

    CommitStage withSequenceMax(long number) {
        sequenceMax = number;
        return this;
    }

    CommitStage whenReading(Runnable action) {
        whenReading = action;
        return this;
    }

    CommitStage whenRecording(Runnable action) {
        whenRecording = action;
        return this;
    }

    CommitStage whenSyncing(Runnable action) {
        whenSyncing = action;
        return this;
    }

    CommitStage whenPublishing(Runnable action) {
        whenPublishing = action;
        return this;
    }

    /// Submits a put; when it is told of success, that is noted.
    CompletableFuture<Boolean> submit(String key) {
        CompletableFuture<Boolean> outcome = commits.submitWrite(put(key));
        var _ = outcome.thenRun(() -> events.add("told " + key));
        return outcome;
    }

    /// Submits puts.
    void submitAll(String... keys) {
        for (String key : keys) {
            var _ = submit(key);
        }
    }

    /// Submits a put that wants `key` to be absent.
    CompletableFuture<Boolean> submitIfAbsent(String key) {
        return commits.submitWriteIf(Bytes.utf8(key), Optional.empty(), put(key));
    }

    void note(String event) {
        events.add(event);
    }

    @Override
    public void record(Bytes group) {
        whenRecording.run();
        BatchFormat.Batch batch = BatchFormat.decode(group);
        sequences.add(batch.sequence());
        events.add("record " + keys(batch));
    }

    @Override
    public void sync() {
        whenSyncing.run();
        events.add("sync");
    }

    @Override
    public Duration makeRoom() {
        return room.get();
    }

    @Override
    public long sequenceMax() {
        return sequenceMax;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        whenReading.run();
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void publish(BatchFormat.Batch group, int recordBytes) {
        whenPublishing.run();
        events.add("publish " + keys(group));
        group.mutations().forEach(mutation -> {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> rows.put(key, value);
                case Mutation.Delete(Bytes key) -> rows.remove(key);
            }
        });
    }

    private static String keys(BatchFormat.Batch group) {
        return group.mutations().stream()
                .map(mutation -> mutation.key().toUtf8())
                .collect(Collectors.joining(" "));
    }
}
