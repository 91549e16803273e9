package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// Opens a store on what a crash left, and sees what it makes of it.
///
/// What is recovered follows from the image alone, so each distinct image is opened once. Of an image that a crash of
/// the workload left, more is asked:
///
/// ```
///   image ─ open ─► rows R                                  REC: it opens, and leaves no orphans
///            │  └─ killed here, opened again ─► R           IDEM
///            └─ power cut at any call of the opening ─► R   IDEM
///   rows R ─ write one batch B ─ power cut ─► R + B         DUR: a second life is as good as the first
/// ```
///
/// Confined to one thread.
final class Recoveries {
    private static final Bytes SECOND_LIFE_KEY = Bytes.utf8("~second life");
    private static final WriteBatch SECOND_LIFE = WriteBatch.builder()
            .put(SECOND_LIFE_KEY, Bytes.utf8("written after recovery"))
            .build();
    private static final long SECOND_LIFE_HASH = Contents.rowHash(SECOND_LIFE_KEY, Bytes.utf8("written after recovery"));

    private final Subject subject;
    private final long seed;
    private final boolean isCrashedInside;
    private final Tally tally;
    private final Map<Long, Recovered> known = new HashMap<>();

    /// What was recovered from an image.
    ///
    /// @param rowsHash stands for the rows
    /// @param isExamined whether a second opening, life and crash were tried too
    private record Recovered(long rowsHash, boolean isExamined) {}

    /// A moment inside of an opening.
    private record Moment(DiskCall before, DiskState state) {}

    /// @param isCrashedInside whether crashes inside of recoveries are tried
    Recoveries(Subject subject, long seed, boolean isCrashedInside, Tally tally) {
        this.subject = subject;
        this.seed = seed;
        this.isCrashedInside = isCrashedInside;
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
        return Contents.of(
                LiveStore.open(subject, quietWorld(), SimFileSystem.startedOn(image)).store());
    }

    /// Opens the store in a process that follows one killed in the moment of `state`, lets it write, and cuts the power:
    /// what the first process had not synced is still pending.
    ///
    /// @param isPossible which rows a power cut in that moment may leave
    void examineKilled(DiskState state, LongPredicate isPossible) {
        SimFileSystem files = SimFileSystem.startedOn(state);
        Life life = open(files, isCrashedInside);
        long rows = Contents.hashOf(life.store.store());
        for (Moment moment : life.moments) {
            cut(moment.state, CutLimits.BRIEF, "power cut in the opening after it, before " + moment.before, found ->
                    found == rows || isPossible.test(found), Invariant.PREFIX);
        }
        liveOn(life, files, rows, isPossible);
    }

    private long open(DiskImage image, boolean isExamined) {
        tally.openedOn(image);
        SimFileSystem files = SimFileSystem.startedOn(image);
        Life life = open(files, isExamined && isCrashedInside);
        long rows = Contents.hashOf(life.store.store());
        known.put(image.hash(), new Recovered(rows, isExamined));
        requireNoOrphans(life.store);
        if (isExamined) {
            DiskState opened = files.freeze();
            same(opened.visible(), rows, "killed when it was open");
            cut(opened, CutLimits.BRIEF, "power cut when it was open", found -> found == rows, Invariant.IDEM);
            for (Moment moment : life.moments) {
                cut(moment.state, CutLimits.BRIEF, "power cut in the opening, before " + moment.before, found ->
                        found == rows, Invariant.IDEM);
            }
            liveOn(life, files, rows, found -> found == rows);
        }
        return rows;
    }

    /// Writes one batch more and cuts the power.
    private void liveOn(Life life, SimFileSystem files, long rows, LongPredicate isPossibleBefore) {
        long both = rows + SECOND_LIFE_HASH;
        life.store.write(SECOND_LIFE);
        String event = "one more batch acknowledged after recovery, then power cut";
        if (subject.promise() == Promise.DURABLE) {
            cut(files.freeze(), CutLimits.BRIEF, event, found -> found == both, Invariant.DUR);
            return;
        }
        cut(files.freeze(), CutLimits.BRIEF, event, found ->
                found == both || found == rows || isPossibleBefore.test(found), Invariant.PREFIX);
        life.store.close();
        if (subject.promise() == Promise.KERNEL) {
            cut(files.freeze(), CutLimits.BRIEF, "closed after one more batch, then power cut", found ->
                    found == both, Invariant.DUR);
        } else {
            same(files.freeze().visible(), both, "one more batch after recovery, then closed");
        }
    }

    private void cut(
            DiskState state, CutLimits limits, String event, LongPredicate isRight, Invariant otherwise) {
        PowerCuts.forEach(state, limits, image -> {
            long found = recoverInside(image, event);
            if (!isRight.test(found)) {
                throw new Finding(otherwise, "after a second crash the store holds other rows than it must: "
                                + contents(image))
                        .after(event, image.choice());
            }
        });
    }

    private void same(DiskImage image, long rows, String event) {
        long found = recoverInside(image, event);
        if (found != rows) {
            throw new Finding(Invariant.IDEM, "opened again, the store holds other rows: " + contents(image))
                    .after(event, List.of());
        }
    }

    private long recoverInside(DiskImage image, String event) {
        try {
            return recover(image);
        } catch (Finding finding) {
            throw finding.after(event, image.choice());
        }
    }

    private Life open(SimFileSystem files, boolean isWatched) {
        List<Moment> moments = new ArrayList<>();
        if (isWatched) {
            files.listenedToBy(call -> {
                if (call.kind().changesDisk()) {
                    moments.add(new Moment(call, files.freeze()));
                }
            });
        }
        try {
            LiveStore store = LiveStore.open(subject, quietWorld(), files);
            files.listenedToBy(_ -> {});
            return new Life(store, moments);
        } catch (RuntimeException | Error failure) {
            throw new Finding(Invariant.REC, "the store does not open after a crash: " + failure, failure);
        }
    }

    /// A store that was opened, and the moments of its opening.
    private record Life(LiveStore store, List<Moment> moments) {}

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
        return new World(seed, Trace.off());
    }
}
