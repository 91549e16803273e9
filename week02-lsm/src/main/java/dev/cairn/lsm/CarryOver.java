package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.wal.commit.GroupCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The rows of a frozen memtable that a [FlushPolicy] keeps in memory.
///
/// Each is written again, if it still is the newest value of its key: through the log, into the active memtable,
/// with a new sequence number. Whoever reads sees no difference. What was written since wins, and then nothing is
/// to be carried.
///
/// Confined, but that the commits complete it from other threads.
final class CarryOver {
    private final Set<Bytes> keys = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Boolean>> pending = new ArrayList<>();

    private CarryOver() {}

    /// Begins to carry what `policy` keeps of `frozen`.
    static CarryOver begin(Frozen frozen, FlushPolicy policy, GroupCommit commits) {
        CarryOver carried = new CarryOver();
        try (EntryCursor rows = frozen.rows().cursor()) {
            Optional<Bytes> before = Optional.empty();
            for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                Bytes key = InternalKey.at(rows).userKey();
                boolean isNewest = !before.equals(Optional.of(key));
                before = Optional.of(key);
                if (isNewest && EntryTag.isPut(rows.tag()) && policy.staysInMemory(key)) {
                    carried.carry(key, rows.value().copy(), commits);
                }
            }
        }
        return carried;
    }

    /// Whether each of them is carried, or known not to be.
    boolean isDone() {
        return pending.stream().allMatch(CompletableFuture::isDone);
    }

    /// Whether there is none.
    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// Whether the key that `row` stands on was carried.
    boolean holds(EntryCursor row) {
        return !keys.isEmpty() && keys.contains(InternalKey.at(row).userKey());
    }

    private void carry(Bytes key, Bytes value, GroupCommit commits) {
        WriteBatch again = WriteBatch.builder().put(key, value).build();
        pending.add(commits.submitWriteIf(key, Optional.of(value), again).whenComplete((isCarried, _) -> {
            if (Boolean.TRUE.equals(isCarried)) {
                keys.add(key);
            }
        }));
    }
}
