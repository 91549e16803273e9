package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Mutations that take effect together, in their order; of two that change the same key, the later one wins.
///
/// Limits are checked when a mutation is added, so that nothing too large is ever queued, logged or flushed.
///
/// Immutable.
public final class WriteBatch {
    /// Largest key in bytes.
    public static final int KEY_BYTES_MAX = 64 * 1024;

    /// Largest value in bytes.
    public static final int VALUE_BYTES_MAX = 64 * 1024 * 1024;

    /// Largest sum of all keys and values of a batch in bytes.
    public static final int BATCH_BYTES_MAX = 128 * 1024 * 1024;

    private final List<Mutation> mutations;
    private final int payloadBytes;
    private final int userBytes;

    private WriteBatch(List<Mutation> mutations, int payloadBytes, int userBytes) {
        this.mutations = List.copyOf(mutations);
        this.payloadBytes = payloadBytes;
        this.userBytes = userBytes;
    }

    /// An empty builder.
    public static Builder builder() {
        return new Builder();
    }

    /// The one change of a compare-and-set: a put of the replacement, or a delete if there is none.
    ///
    /// @throws StoreException.Refused as the builder does
    public static WriteBatch replacing(Bytes key, Optional<Bytes> replacement) {
        Builder batch = builder();
        return replacement
                .map(value -> batch.put(key, value))
                .orElseGet(() -> batch.delete(key))
                .build();
    }

    /// The mutations in the order in which they take effect.
    public List<Mutation> mutations() {
        return mutations;
    }

    /// Number of mutations.
    public int count() {
        return mutations.size();
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return mutations.isEmpty();
    }

    /// Sum of the lengths of all keys and values.
    public int payloadBytes() {
        return payloadBytes;
    }

    /// Sum of the lengths of the keys and values that users write: of all, but for those of [ReservedKeys].
    public int userBytes() {
        return userBytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WriteBatch that && mutations.equals(that.mutations);
    }

    @Override
    public int hashCode() {
        return mutations.hashCode();
    }

    @Override
    public String toString() {
        return mutations.toString();
    }

    /// Collects mutations. Confined to one thread.
    public static final class Builder {
        private final List<Mutation> mutations = new ArrayList<>();
        private int payloadBytes;
        private int userBytes;

        private Builder() {}

        /// Sets a user's key.
        ///
        /// @throws StoreException.Refused if the key is reserved, or something is over its limit
        public Builder put(Bytes key, Bytes value) {
            ReservedKeys.refuse(key);
            return add(new Mutation.Put(key, value), value.length(), true);
        }

        /// Deletes a user's key.
        ///
        /// @throws StoreException.Refused if the key is reserved or too long
        public Builder delete(Bytes key) {
            ReservedKeys.refuse(key);
            return add(new Mutation.Delete(key), 0, true);
        }

        /// Adds any mutation, of the node's [ReservedKeys] too: for the node itself, not for what users send.
        public Builder addInternal(Mutation mutation) {
            boolean isUsers = !ReservedKeys.contain(mutation.key());
            return switch (mutation) {
                case Mutation.Put put -> add(put, put.value().length(), isUsers);
                case Mutation.Delete delete -> add(delete, 0, isUsers);
            };
        }

        /// The batch; the builder may go on to be used.
        public WriteBatch build() {
            return new WriteBatch(mutations, payloadBytes, userBytes);
        }

        private Builder add(Mutation mutation, int valueBytes, boolean isUsers) {
            int keyBytes = mutation.key().length();
            refuseAbove("key", keyBytes, KEY_BYTES_MAX);
            refuseAbove("value", valueBytes, VALUE_BYTES_MAX);
            refuseAbove("batch", (long) payloadBytes + keyBytes + valueBytes, BATCH_BYTES_MAX);
            payloadBytes += keyBytes + valueBytes;
            userBytes += isUsers ? keyBytes + valueBytes : 0;
            mutations.add(mutation);
            return this;
        }

        private static void refuseAbove(String what, long bytes, int max) {
            if (bytes > max) {
                throw new StoreException.Refused(
                        what + " of " + bytes + " bytes is over the limit of " + max + " bytes");
            }
        }
    }
}
