package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A source of entries that is right by being simple: a cursor over a sorted map. More may be added while it stands
/// somewhere. It counts its moves, and fails when it is told to. Confined to one thread.
final class TestSource implements EntryCursor {
    private final NavigableMap<InternalKey, Bytes> entries = new TreeMap<>();
    private @Nullable InternalKey current;
    private boolean isFailing;
    private boolean isClosed;
    private int moves;

    private TestSource() {}

    /// A source of entries such as `a@4=red` and `a@9 deleted`. An entry without a value (`a@4`) has its key as value.
    static TestSource of(String... entries) {
        TestSource source = new TestSource();
        for (String entry : entries) {
            source.add(entry);
        }
        return source;
    }

    void add(String entry) {
        String[] keyAndRest = entry.split("@", 2);
        String[] sequenceAndValue = keyAndRest[1].split("[ =]", 2);
        Bytes key = Bytes.utf8(keyAndRest[0]);
        Bytes value = Bytes.utf8(sequenceAndValue.length == 2 ? sequenceAndValue[1] : keyAndRest[0]);
        Mutation mutation = entry.endsWith(" deleted") ? new Mutation.Delete(key) : new Mutation.Put(key, value);
        entries.put(
                InternalKey.of(mutation, Long.parseLong(sequenceAndValue[0])),
                mutation instanceof Mutation.Put ? value : Bytes.EMPTY);
    }

    /// How often it was moved since it was last asked.
    int moves() {
        int counted = moves;
        moves = 0;
        return counted;
    }

    void failFromNowOn() {
        isFailing = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public boolean first() {
        return moveTo(entries.isEmpty() ? null : entries.firstKey());
    }

    @Override
    public boolean last() {
        return moveTo(entries.isEmpty() ? null : entries.lastKey());
    }

    @Override
    public boolean seek(InternalKey target) {
        return moveTo(entries.ceilingKey(target));
    }

    @Override
    public boolean next() {
        return moveTo(entries.higherKey(here()));
    }

    @Override
    public boolean previous() {
        return moveTo(entries.lowerKey(here()));
    }

    @Override
    public boolean isOnEntry() {
        return current != null;
    }

    @Override
    public byte[] keyArray() {
        return here().encoded().toArray();
    }

    @Override
    public int keyStart() {
        return 0;
    }

    @Override
    public int keyLength() {
        return here().length();
    }

    @Override
    public Bytes value() {
        return Optional.ofNullable(entries.get(here())).orElseThrow();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /// The whole of what it holds, as text, for messages.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<InternalKey, Bytes> each : entries.entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(each.getKey());
        }
        return text.toString();
    }

    private boolean moveTo(@Nullable InternalKey place) {
        if (isFailing) {
            throw new StoreException.Corrupt("000007.sst", 0, "a block", "nothing");
        }
        moves++;
        current = place;
        return place != null;
    }

    private InternalKey here() {
        InternalKey place = current;
        Check.that(place != null, "a source that stands on no entry was moved by one step, or asked for its entry");
        return Optional.ofNullable(place).orElseThrow();
    }
}
