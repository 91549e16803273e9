package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitLog;
import dev.cairn.wal.commit.CommitTarget;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.InlineBackground;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// A [SortedTree] behind a volatile root, changed by a [GroupCommit] over a log in memory.
///
/// Target and log are deliberately not thread-safe: that at most one thread calls them, and sees what the one
/// before it did, is what is checked.
public class CommittedMap extends MapOperations {
    final GroupCommit commits;
    private final Target target = new Target();

    /// An empty map.
    public CommittedMap() {
        commits = new GroupCommit(
                target, SyncPolicy.always(), target, 0, GroupCommitOptions.DEFAULT, new InlineBackground());
    }

    @Override
    void write(WriteBatch batch) {
        commits.write(batch);
    }

    @Override
    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return commits.writeIf(key, expected, replacing(key, replacement));
    }

    @Override
    Pair read() {
        SortedTree rows = target.root;
        return new Pair(rows.get(cell(1)), rows.get(cell(2)));
    }

    /// As [#swap], by way of the non-blocking door.
    @Operation
    public boolean swapLater(
            @Param(name = "key") int key, @Param(name = "value") int expected, @Param(name = "value") int value) {
        Optional<Bytes> was = expected == 0 ? Optional.empty() : Optional.of(cell(expected));
        Optional<Bytes> next = value == 0 ? Optional.empty() : Optional.of(cell(value));
        return commits.submitWriteIf(cell(key), was, replacing(cell(key), next)).join();
    }

    /// What a group must pass, in this order: recorded, durable, published.
    private static final class Target implements CommitTarget, CommitLog {
        private final List<Bytes> recorded = new ArrayList<>();
        private int durable;
        private int published;
        private volatile SortedTree root = SortedTree.EMPTY;

        @Override
        public void record(Bytes group) {
            recorded.add(group);
        }

        @Override
        public void sync() {
            durable = recorded.size();
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return root.get(key);
        }

        @Override
        public void publish(BatchFormat.Batch group, int recordBytes) {
            published++;
            Check.that(durable == published, "%s groups are durable and %s published", durable, published);
            root = MapImage.applied(root, group.mutations());
        }
    }
}
