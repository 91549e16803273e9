package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;

/// The largest key, value and batch that a store takes. What is larger is refused when it is put, before anything
/// of it is written.
///
/// Immutable.
///
/// @param keyBytesMax at most [#KEY_BYTES_MAX]
/// @param valueBytesMax at most 1 GiB
/// @param batchBytesMax keys and values of one batch together; at most 1 GiB
public record SizeLimits(int keyBytesMax, int valueBytesMax, int batchBytesMax) {
    /// The longest key that any store takes: 64 KiB.
    public static final int KEY_BYTES_MAX = 64 << 10;

    /// Keys of 64 KiB, values of 64 MiB, batches of 256 MiB.
    public static final SizeLimits DEFAULT = new SizeLimits(KEY_BYTES_MAX, 64 << 20, 256 << 20);

    private static final int BYTES_MAX = 1 << 30;

    public SizeLimits {
        refuseOutside("keyBytesMax", keyBytesMax, KEY_BYTES_MAX);
        refuseOutside("valueBytesMax", valueBytesMax, BYTES_MAX);
        refuseOutside("batchBytesMax", batchBytesMax, BYTES_MAX);
    }

    /// Refuses a batch of which something is too large.
    void check(WriteBatch batch) {
        for (Mutation mutation : batch.mutations()) {
            if (mutation.key().length() > keyBytesMax) {
                throw tooLong("a key", mutation.key(), keyBytesMax, "keyBytesMax");
            }
            if (mutation instanceof Mutation.Put(Bytes key, Bytes value) && value.length() > valueBytesMax) {
                throw tooLong("the value of \"" + key + "\"", value, valueBytesMax, "valueBytesMax");
            }
        }
        if (batch.payloadBytes() > batchBytesMax) {
            throw new StoreException.Refused("a batch has " + batch.payloadBytes() + " bytes, but at most "
                    + batchBytesMax + " are taken (batchBytesMax): write it in parts");
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
