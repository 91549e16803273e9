package dev.cairn.lsm.merge;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.List;

/// The entries of several sources as one sorted sequence, both ways. Where two sources have an equal key, both are
/// shown, going forward that of the earlier source first.
///
/// ```
///   source 0   a     d
///   source 1      b     e          heap, going forward:  [d₀, e₁, f₂]     the smallest on top: it is where we stand
///   source 2        c     f        heap, going back:     [c₂, b₁, a₀]     the largest on top
/// ```
///
/// 1. Going forward, each source stands on its first entry that is at or behind the current one; going back, on its
///    last one that is at or before it. So the next entry is always one step of the top source away, followed by
///    putting the heap in order again.
/// 2. Whoever changes the direction puts every other source on the other side of the current entry first.
///
/// Nothing is allocated by a move, except by a change of direction. Confined to one thread.
public final class MergingCursor implements EntryCursor {
    private final Source[] sources;
    private final Source[] heap;
    private int size;
    private boolean isForward = true;

    /// One source and its place among them.
    private record Source(KeyedCursor cursor, int rank) {}

    /// @param cursors the sources, which are closed with this
    public MergingCursor(List<EntryCursor> cursors) {
        sources = new Source[cursors.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = new Source(new KeyedCursor(cursors.get(i)), i);
        }
        heap = new Source[sources.length];
    }

    @Override
    public boolean first() {
        return begin(true, cursor -> cursor.first());
    }

    @Override
    public boolean last() {
        return begin(false, cursor -> cursor.last());
    }

    @Override
    public boolean seek(InternalKey target) {
        return begin(true, cursor -> cursor.seek(target));
    }

    /// Moves one entry forward: by one step of the source on top, after which the heap is put in order again
    /// ([#settleTop]). If it went back until now, every other source is first put behind the current entry
    /// ([#turnForward]). Where it stands on no entry, [#requireEntry] refuses.
    @Override
    @Exercise("2.11")
    public boolean next() {
        requireEntry();
        if (!isForward) {
            turnForward();
        }
        return settleTop(heap[0].cursor().next());
    }

    /// As [#next], the other way, with [#turnBack].
    @Override
    @Exercise("2.11")
    public boolean previous() {
        requireEntry();
        if (isForward) {
            turnBack();
        }
        return settleTop(heap[0].cursor().previous());
    }

    @Override
    public boolean isOnEntry() {
        return size > 0;
    }

    @Override
    public byte[] keyArray() {
        return top().keyArray();
    }

    @Override
    public int keyStart() {
        return top().keyStart();
    }

    @Override
    public int keyLength() {
        return top().keyLength();
    }

    @Override
    public Bytes value() {
        return top().value();
    }

    @Override
    public long tag() {
        return top().tag();
    }

    @Override
    public void close() {
        size = 0;
        for (Source source : sources) {
            source.cursor().close();
        }
    }

    /// Puts a source somewhere.
    @FunctionalInterface
    private interface Start {
        boolean of(EntryCursor cursor);
    }

    /// Puts every source somewhere by `start`, and those that then stand on an entry into the heap ([#orderHeap]).
    /// It goes forward or back from here, as `goesForward` says.
    ///
    /// As long as not all sources are where they belong, there is no current entry: where one fails, [#size] is 0.
    ///
    /// @return whether there is an entry on top
    @Exercise("2.11")
    private boolean begin(boolean goesForward, Start start) {
        isForward = goesForward;
        size = 0;
        int count = 0;
        for (Source source : sources) {
            if (start.of(source.cursor())) {
                heap[count++] = source;
            }
        }
        orderHeap(count);
        return size > 0;
    }

    /// The source on top has moved. If it still stands on an entry, it sinks to where it belongs now; else the last
    /// of the heap takes its place, and sinks.
    ///
    /// @return whether there is an entry on top
    @Exercise("2.11")
    private boolean settleTop(boolean isOnEntry) {
        if (!isOnEntry) {
            heap[0] = heap[--size];
        }
        if (size > 1) {
            sink(0);
        }
        return size > 0;
    }

    /// From here on it goes forward. Puts every source but the top one on its first entry that comes behind the
    /// current one, and those that have such an entry into the heap, with the top one ([#orderHeap]). Of entries
    /// with a key equal to the current one, those of later sources come behind it, and those of earlier ones do
    /// not.
    ///
    /// The sources need not be near: while they are moved, [EntryCursor#seek] is what finds the place. The current
    /// key is copied first ([InternalKey#at]). Sources that had run off their end take part again. As in [#begin],
    /// there is no current entry where one fails.
    @Exercise("2.11")
    private void turnForward() {
        isForward = true;
        Source top = heap[0];
        InternalKey current = InternalKey.at(top.cursor());
        size = 0;
        int count = 0;
        for (Source source : sources) {
            if (source.rank() == top.rank() || standsBehind(source, current, top)) {
                heap[count++] = source;
            }
        }
        orderHeap(count);
    }

    @Solution
    private static boolean standsBehind(Source source, InternalKey current, Source top) {
        EntryCursor cursor = source.cursor();
        boolean isOn = cursor.seek(current);
        boolean isBefore = isOn && source.rank() < top.rank() && isAt(cursor, current);
        return isBefore ? cursor.next() : isOn;
    }

    /// From here on it goes back. As [#turnForward], with the last entry of each source that comes before the
    /// current one: of those with an equal key, the ones of earlier sources do.
    @Exercise("2.11")
    private void turnBack() {
        isForward = false;
        Source top = heap[0];
        InternalKey current = InternalKey.at(top.cursor());
        size = 0;
        int count = 0;
        for (Source source : sources) {
            if (source.rank() == top.rank() || standsBefore(source, current, top)) {
                heap[count++] = source;
            }
        }
        orderHeap(count);
    }

    @Solution
    private static boolean standsBefore(Source source, InternalKey current, Source top) {
        EntryCursor cursor = source.cursor();
        if (!cursor.seek(current)) {
            return cursor.last();
        }
        return (source.rank() < top.rank() && isAt(cursor, current)) || cursor.previous();
    }

    @Solution
    private static boolean isAt(EntryCursor cursor, InternalKey key) {
        return key.compareTo(cursor.keyArray(), cursor.keyStart(), cursor.keyLength()) == 0;
    }

    /// Makes a heap of the first `count` of [#heap], which stand on entries, in no order: then the one that is to
    /// be met first is on top, and none comes before the one above it ([#sink]). Only now is there a current
    /// entry.
    @Exercise("2.11")
    private void orderHeap(int count) {
        size = count;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /// Moves the source at `from` down until none below it comes before it ([#comesBefore]). Below `i` are `2i + 1`
    /// and `2i + 2`, as far as there are so many; of the two, the one goes up that is to be met first.
    @Exercise("2.11")
    private void sink(int from) {
        Source sinking = heap[from];
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && comesBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!comesBefore(heap[child], sinking)) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = sinking;
    }

    /// Whether `a` is to be met before `b`, in the present direction: going forward the smaller key, and of equal
    /// ones that of the earlier source; going back the other way round in both.
    @Exercise("2.11")
    private boolean comesBefore(Source a, Source b) {
        int order = InternalKeyOrder.compare(a.cursor(), b.cursor());
        if (order == 0) {
            order = Integer.compare(a.rank(), b.rank());
        }
        return isForward ? order < 0 : order > 0;
    }

    private EntryCursor top() {
        requireEntry();
        return heap[0].cursor();
    }

    private void requireEntry() {
        Check.that(size > 0, "the cursor stands on no entry");
    }
}
