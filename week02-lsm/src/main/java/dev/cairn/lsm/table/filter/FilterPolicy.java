package dev.cairn.lsm.table.filter;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.InternalKey;
import java.lang.foreign.MemorySegment;

/// A way to know, mostly without reading a block, that a table does not have a key.
///
/// A filter may say that a key may be there which is not. It must never say that one is not there which is.
///
/// Immutable.
public interface FilterPolicy {
    /// The name under which the filter stands in a table. A reader with another policy ignores it. What
    /// changes the meaning of the bytes must change the name. Empty for [#none].
    String name();

    /// Begins the filter of one table.
    Builder builder();

    /// The filter that `block` holds, of whatever bytes; they can be read as long as the table is open.
    Filter open(MemorySegment block);

    /// No filter: every key may be there, and nothing is stored.
    static FilterPolicy none() {
        return NoFilter.INSTANCE;
    }

    /// Collects the keys of a table. Confined to one thread.
    interface Builder {
        /// Adds the user key `array[start, start + length)`. Keys ascend; the same one may come several
        /// times.
        void add(byte[] array, int start, int length);

        /// The filter of all keys that were added.
        Bytes finish();
    }

    /// The filter of one table. Thread-safe.
    interface Filter {
        /// False only if the table has no entry of `userKey`.
        boolean mayContain(Bytes userKey);

        /// The same of the user key of `target`, for a filter that need not have it apart.
        default boolean mayContain(InternalKey target) {
            return mayContain(target.userKey());
        }

        /// Knows nothing: every key may be there.
        static Filter none() {
            return NoFilter.INSTANCE;
        }
    }
}
