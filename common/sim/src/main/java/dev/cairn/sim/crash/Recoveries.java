package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Trace;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskListener;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/// Opens a store on what a crash left, and sees what it makes of it.
///
/// What is recovered follows from the image alone, so each distinct image is opened once, in whatever workload it
/// comes up. Of an image that a crash of the workload left, more is asked:
///
/// ```
///   image ─ open ─► rows R                                  REC: it opens, and leaves no orphans
///            │  └─ killed here, opened again ─► R           IDEM
///            └─ power cut at any call of the opening ─► R   IDEM
///   rows R ─ write one batch B ─ power cut ─► R + B         DUR: a second life is as good as the first
/// ```
///
/// Thread-safe.
final class Recoveries {
    private static final Bytes SECOND_LIFE_KEY = Bytes.utf8("~second life");
    private static final WriteBatch SECOND_LIFE = WriteBatch.builder()
            .put(SECOND_LIFE_KEY, Bytes.utf8("written after recovery"))
            .build();
    private static final long SECOND_LIFE_HASH =
            Contents.rowHash(SECOND_LIFE_KEY, Bytes.utf8("written after recovery"));

    private final Subject subject;
    private final boolean isCrashedInside;
    private final DiskListener recorder;
    private final Tally tally;
    private final Map<Long, Recovered> known = new ConcurrentHashMap<>();

    /// What was recovered from an image.
    ///
    /// @param rowsHash stands for the rows
    /// @param isExamined whether a second opening, life and crash were tried too
    private record Recovered(long rowsHash, boolean isExamined) {}

    /// A moment inside of an opening.
    private record Moment(DiskCall before, DiskState state) {}

    /// A store that was opened, and the moments of its opening.
    private record Life(LiveStore store, DiskImage image, List<Moment> moments) {}

    /// Which rows are right, by their hash, and the promise that any other breaks.
    private record Expected(Invariant invariant, LongPredicate rows) {}

    /// @param isCrashedInside whether crashes inside of recoveries are tried
    /// @param recorder is shown every call
    Recoveries(Subject subject, boolean isCrashedInside, DiskListener recorder, Tally tally) {
        this.subject = subject;
        this.isCrashedInside = isCrashedInside;
        this.recorder = recorder;
        this.tally = tally;
    }

    /// The hash of the rows that a store on `image` holds, after everything above was asked of it.
    long examine(DiskImage image) {
        Recovered recovered = known.get(image.hash());
        if (recovered == null || !recovered.isExamined) {
            return open(image, true);
        }
        return recovered.rowsHash;
    }

    /// The hash of the rows that a store on `image` holds.
    long recover(DiskImage image) {
        Recovered recovered = known.get(image.hash());
        return recovered == null ? open(image, false) : recovered.rowsHash;
    }

    /// The rows that a store on `image` holds; for messages.
    Contents contents(DiskImage image) {
        return Contents.of(LiveStore.open(subject, quietWorld(), SimFileSystem.startedOn(image))
                .store());
    }

    /// Opens the store in a process that follows one killed in the moment of `state`, lets it write, and cuts the
    /// power. What the first process had not synced is still pending then.
    ///
    /// @param isPossible which rows a power cut in that moment may leave
    void examineKilled(DiskState state, LongPredicate isPossible) {
        SimFileSystem files = SimFileSystem.startedOn(state);
        Life life = open(state.visible(), files, isCrashedInside);
        long rows = Contents.hashOf(life.store.store());
        cutInside(life, new Expected(Invariant.PREFIX, found -> found == rows || isPossible.test(found)));
        liveOn(life, files, rows, isPossible);
    }

    private long open(DiskImage image, boolean isExamined) {
        SimFileSystem files = SimFileSystem.startedOn(image);
        Life life = open(image, files, isExamined && isCrashedInside);
        long rows = Contents.hashOf(life.store.store());
        note(image, rows, isExamined);
        requireNoOrphans(life.store);
        if (isExamined) {
            Expected same = new Expected(Invariant.IDEM, found -> found == rows);
            DiskState opened = files.freeze();
            compare(life, opened.visible(), "killed when it was open", same);
            cut(life, opened, "power cut when it was open", same);
            cutInside(life, same);
            liveOn(life, files, rows, found -> found == rows);
        }
        return rows;
    }

    /// Remembers what was recovered, and counts it. Two threads may have opened the same image at the same time.
    private synchronized void note(DiskImage image, long rows, boolean isExamined) {
        Recovered before = known.get(image.hash());
        boolean wasExamined = before != null && before.isExamined;
        known.put(image.hash(), new Recovered(rows, isExamined || wasExamined));
        tally.openedOn(image, before == null, !isExamined || wasExamined);
    }

    private void cutInside(Life life, Expected expected) {
        for (Moment moment : life.moments) {
            cut(life, moment.state, "power cut in the opening, before " + moment.before, expected);
        }
    }

    /// Writes one batch more and cuts the power.
    private void liveOn(Life life, SimFileSystem files, long rows, LongPredicate isPossibleBefore) {
        long both = rows + SECOND_LIFE_HASH;
        Expected whole = new Expected(Invariant.DUR, found -> found == both);
        life.store.write(SECOND_LIFE);
        String event = "one more batch acknowledged after recovery, then power cut";
        if (subject.promise() == Promise.DURABLE) {
            cut(life, files.freeze(), event, whole);
            return;
        }
        LongPredicate isPrefix = found -> found == both || found == rows || isPossibleBefore.test(found);
        cut(life, files.freeze(), event, new Expected(Invariant.PREFIX, isPrefix));
        life.store.close();
        if (subject.promise() == Promise.KERNEL) {
            cut(life, files.freeze(), "closed after one more batch, then power cut", whole);
        } else {
            compare(life, files.freeze().visible(), "closed after one more batch", whole);
        }
    }

    private void cut(Life life, DiskState state, String event, Expected expected) {
        PowerCuts.forEach(state, CutLimits.BRIEF, image -> compare(life, image, event, expected));
    }

    private void compare(Life life, DiskImage image, String event, Expected expected) {
        try {
            if (!expected.rows.test(recover(image))) {
                throw new Finding(expected.invariant, contradiction(contents(life.image), contents(image)));
            }
        } catch (RuntimeException | Violation e) {
            throw Finding.of(e).after(event, image.choice());
        }
    }

    private static String contradiction(Contents first, Contents second) {
        return first.equals(second)
                ? "a batch was acknowledged after recovery; it is gone, the store holds what the recovery before found"
                : "the first recovery was right; then the second one: " + second.differenceFrom(first);
    }

    private Life open(DiskImage image, SimFileSystem files, boolean isWatched) {
        List<Moment> moments = new ArrayList<>();
        files.listenedToBy(recorder);
        if (isWatched) {
            files.listenedToBy(recorder.then(call -> {
                if (call.kind().changesDisk()) {
                    moments.add(new Moment(call, files.freeze()));
                }
            }));
        }
        try {
            LiveStore store = LiveStore.open(subject, quietWorld(), files);
            files.listenedToBy(recorder);
            return new Life(store, image, moments);
        } catch (RuntimeException failure) {
            throw new Finding(Invariant.REC, "the store does not open after a crash: " + failure, failure);
        }
    }

    private void requireNoOrphans(LiveStore live) {
        try {
            List<String> orphans = subject.orphans().of(live.store(), live.disk());
            if (!orphans.isEmpty()) {
                throw new Finding(Invariant.REC, "after recovery files are left that nothing refers to: " + orphans);
            }
        } catch (IOException e) {
            throw new Finding(Invariant.BUG, "looking for orphans failed", e);
        }
    }

    private World quietWorld() {
        return new World(0, Trace.off());
    }
}
