package dev.cairn.workbook.cli;

import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestRun;
import dev.cairn.workbook.run.child.TestEvent.Unit;

/// Shows on a terminal how far the tests are, and leaves the rest out when too many do not end by themselves.
///
/// Confined to one thread.
final class ShownProgress implements TestRun.Watcher {
    private static final int COSTLY_MAX = 2;

    private final Talk talk;
    private int planned;
    private int ended;
    private int bad;
    private int costly;

    ShownProgress(Talk talk) {
        this.talk = talk;
    }

    /// Whether so many tests did not end by themselves that the others are left out.
    boolean isStopped() {
        return costly >= COSTLY_MAX;
    }

    @Override
    public void planned(int tests) {
        planned = tests;
        ended = 0;
    }

    @Override
    public void begun(Unit test) {
        String sofar = bad == 0 ? "" : ", " + bad + " failed";
        talk.progress("test " + (ended + 1) + " of " + planned + sofar + ": " + test.name());
    }

    @Override
    public boolean ended(TestOutcome outcome) {
        ended++;
        bad += outcome.isBad() ? 1 : 0;
        costly += switch (outcome.verdict()) {
            case PASSED, SKIPPED, FAILED -> 0;
            case OUT_OF_MEMORY, DIED -> 1;
            case HUNG -> COSTLY_MAX;
        };
        return !isStopped();
    }
}
