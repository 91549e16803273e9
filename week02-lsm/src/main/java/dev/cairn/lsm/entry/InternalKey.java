package dev.cairn.lsm.entry;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.Mutation;
import java.util.Arrays;

/// The key of one entry: a user key, and the [EntryTag] that orders the entries of that key, newest first.
///
/// For bounds of tables and as the target of a search; cursors hold theirs in arrays of their own and compare by
/// [InternalKeyOrder], without making one of these.
///
/// Immutable.
public final class InternalKey implements Comparable<InternalKey> {
    private final byte[] array;
    private final long firstWord;
    private final long secondWord;

    private InternalKey(byte[] array) {
        this.array = array;
        this.firstWord = userKeyWord(0);
        this.secondWord = userKeyWord(Long.BYTES);
    }

    /// The key with that tag.
    public static InternalKey of(Bytes userKey, long tag) {
        byte[] array = new byte[userKey.length() + EntryTag.BYTES];
        userKey.copyTo(array, 0);
        InternalKeyOrder.writeTag(array, userKey.length(), tag);
        return new InternalKey(array);
    }

    /// Where the entries of `userKey` begin that are no newer than `sequence`.
    public static InternalKey search(Bytes userKey, long sequence) {
        return of(userKey, EntryTag.ofSearch(sequence));
    }

    /// The key of a mutation.
    public static InternalKey of(Mutation mutation, long sequence) {
        return switch (mutation) {
            case Mutation.Put put -> of(put.key(), EntryTag.ofPut(sequence));
            case Mutation.Delete delete -> of(delete.key(), EntryTag.ofDelete(sequence));
        };
    }

    /// The key that `encoded` holds: a user key, then eight bytes of tag.
    public static InternalKey decode(Bytes encoded) {
        Check.argument(encoded.length() >= EntryTag.BYTES, "%s bytes are no internal key", encoded.length());
        return new InternalKey(encoded.toArray());
    }

    /// The key that `cursor` stands on.
    public static InternalKey at(EntryCursor cursor) {
        int start = cursor.keyStart();
        return new InternalKey(Arrays.copyOfRange(cursor.keyArray(), start, start + cursor.keyLength()));
    }

    /// The key as the program's user knows it.
    public Bytes userKey() {
        return Bytes.copyOf(array, 0, array.length - EntryTag.BYTES);
    }

    /// The hash of the user key ([Hash64]).
    public long userKeyHash() {
        return Hash64.of(array, 0, array.length - EntryTag.BYTES);
    }

    /// Number of bytes of the user key.
    public int userKeyLength() {
        return array.length - EntryTag.BYTES;
    }

    /// The byte of the user key at `index`, from -128 to 127.
    public byte userKeyByte(int index) {
        return array[index];
    }

    /// Eight bytes of the user key, from `from` on ([InternalKeyOrder#word]).
    public long userKeyWord(int from) {
        return InternalKeyOrder.word(array, from, array.length - EntryTag.BYTES);
    }

    /// The first eight bytes of the user key ([InternalKeyOrder#word]).
    public long firstWord() {
        return firstWord;
    }

    /// The eight bytes behind the first eight.
    public long secondWord() {
        return secondWord;
    }

    /// Sequence number and kind.
    public long tag() {
        return InternalKeyOrder.tag(array, 0, array.length);
    }

    /// The sequence number.
    public long sequence() {
        return EntryTag.sequence(tag());
    }

    /// Number of bytes of the encoded form.
    public int length() {
        return array.length;
    }

    /// The encoded form: the user key, then the tag, little-endian.
    public Bytes encoded() {
        return Bytes.copyOf(array);
    }

    /// Copies the encoded form to `target`, beginning at `start`.
    public void copyTo(byte[] target, int start) {
        System.arraycopy(array, 0, target, start, array.length);
    }

    /// As [#compareTo], with the internal key `other[start, start + length)`.
    public int compareTo(byte[] other, int start, int length) {
        return InternalKeyOrder.compare(array, 0, array.length, other, start, length);
    }

    /// As [#compareTo], of the user keys alone.
    public int compareUserKeyTo(byte[] other, int start, int length) {
        return InternalKeyOrder.compareUserKeys(array, 0, array.length, other, start, length);
    }

    /// As [#compareTo], of the user keys alone.
    public int compareUserKeyTo(InternalKey other) {
        return compareUserKeyTo(other.array, 0, other.array.length);
    }

    @Override
    public int compareTo(InternalKey other) {
        return compareTo(other.array, 0, other.array.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InternalKey that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /// For messages: `apple @ 4 put`.
    @Override
    public String toString() {
        return userKey() + " @ " + sequence() + (EntryTag.isPut(tag()) ? " put" : " delete");
    }
}
