/// id: Z2-95
/// title: whatever ends in .tmp is removed by an opening
/// invariant: MODEL
/// exercise: 2.17
/// seen: a student's solution that stayed green
/// target: dev.cairn.lsm.Orphans#isHalfDone
/// killer: dev.cairn.lsm.OpeningStepsTest#what_is_half_done_is_removed_and_what_belongs_to_somebody_else_stays
///
/// Only the store writes into this directory, so a temporary file is its own. Until somebody keeps a copy there, or an
/// editor does: a store may remove what it has made, and nothing else.
class Orphans {
    private static boolean isHalfDone(String name) {
        return name.endsWith(HALF_DONE);
    }
}
