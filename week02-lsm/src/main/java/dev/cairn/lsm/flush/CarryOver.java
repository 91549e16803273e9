package dev.cairn.lsm.flush;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.read.Frozen;
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
/// to be carried. It is never more than half a memtable, however much the policy would keep: else what is carried
/// would fill one, which is flushed, which carries it again.
///
/// Confined, but that the commits complete it from other threads.
final class CarryOver {
    /// About what an entry takes in a memtable besides its key and value.
    private static final int ENTRY_BYTES = 40;

    private final Set<Bytes> keys = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Boolean>> pending = new ArrayList<>();

    private long bytesLeft;

    private CarryOver(long bytesMax) {
        this.bytesLeft = bytesMax;
    }

    /// Begins to carry what `policy` keeps of `frozen`, up to about `bytesMax` of keys and values.
    static CarryOver begin(Frozen frozen, FlushPolicy policy, long bytesMax, GroupCommit commits) {
        CarryOver carried = new CarryOver(bytesMax);
        if (!policy.isSelective()) {
            return carried;
        }
        try (EntryCursor rows = frozen.rows().cursor()) {
            Optional<Bytes> before = Optional.empty();
            for (boolean isOn = rows.first(); isOn; isOn = rows.next()) {
                Bytes key = InternalKey.at(rows).userKey();
                boolean isNewest = !before.equals(Optional.of(key));
                before = Optional.of(key);
                if (isNewest && EntryTag.isPut(rows.tag()) && policy.staysInMemory(key)) {
                    carried.carry(key, rows.value(), commits);
                }
            }
        }
        return carried;
    }

    /// Whether each of them is carried, or known not to be.
    boolean isDone() {
        return pending.stream().allMatch(CompletableFuture::isDone);
    }

    /// The keys that are carried by now.
    Set<Bytes> keys() {
        return Set.copyOf(keys);
    }

    private void carry(Bytes key, Bytes found, GroupCommit commits) {
        bytesLeft -= ENTRY_BYTES + key.length() + found.length();
        if (bytesLeft < 0) {
            return;
        }
        Bytes value = found.copy();
        WriteBatch again = WriteBatch.builder().put(key, value).build();
        pending.add(commits.submitWriteIf(key, Optional.of(value), again).whenComplete((isCarried, _) -> {
            if (Boolean.TRUE.equals(isCarried)) {
                keys.add(key);
            }
        }));
    }
}
