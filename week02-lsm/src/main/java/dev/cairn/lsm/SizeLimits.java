package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;

/// The largest key, value and batch that a store takes. What is larger is refused when it is put, before anything
/// of it is written. They are for what users write: rows under reserved keys, which the node adds itself,
/// are not judged ([WriteBatch#userBytes]), so that no limit keeps it from its own work.
///
/// Immutable.
///
/// @param keyBytesMax at most [WriteBatch#KEY_BYTES_MAX]
/// @param valueBytesMax at most [WriteBatch#VALUE_BYTES_MAX]
/// @param batchBytesMax keys and values of one batch together; at most [WriteBatch#BATCH_BYTES_MAX]
public record SizeLimits(int keyBytesMax, int valueBytesMax, int batchBytesMax) {
    /// What a batch takes at all.
    public static final SizeLimits DEFAULT =
            new SizeLimits(WriteBatch.KEY_BYTES_MAX, WriteBatch.VALUE_BYTES_MAX, WriteBatch.BATCH_BYTES_MAX);

    public SizeLimits {
        refuseOutside("keyBytesMax", keyBytesMax, WriteBatch.KEY_BYTES_MAX);
        refuseOutside("valueBytesMax", valueBytesMax, WriteBatch.VALUE_BYTES_MAX);
        refuseOutside("batchBytesMax", batchBytesMax, WriteBatch.BATCH_BYTES_MAX);
    }

    /// Refuses a batch of which something is too large.
    void check(WriteBatch batch) {
        for (Mutation mutation : batch.mutations()) {
            Bytes key = mutation.key();
            if (key.length() > keyBytesMax && !ReservedKeys.contain(key)) {
                throw tooLong("a key", key, keyBytesMax, "keyBytesMax");
            }
            if (mutation instanceof Mutation.Put put
                    && put.value().length() > valueBytesMax
                    && !ReservedKeys.contain(key)) {
                throw tooLong("the value of \"" + key + "\"", put.value(), valueBytesMax, "valueBytesMax");
            }
        }
        if (batch.userBytes() > batchBytesMax) {
            throw new StoreException.Refused("a batch has " + batch.userBytes() + " bytes, but at most " + batchBytesMax
                    + " are taken (batchBytesMax): write it in parts");
        }
    }

    private static StoreException.Refused tooLong(String what, Bytes bytes, int max, String option) {
        return new StoreException.Refused(
                what + " has " + bytes.length() + " bytes, but at most " + max + " are taken (" + option + ")");
    }

    private static void refuseOutside(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new StoreException.Refused(name + " is " + value + ", but must be from 1 to " + max);
        }
    }
}
