/// id: Z2-64
/// title: the version before is let go of before readers have the new one
/// invariant: SNAP
/// exercise: 2.10
/// seen: class of leveldb issue 200
/// target: dev.cairn.lsm.version.Versions#publish
/// killer: dev.cairn.lsm.version.VersionsTest#a_table_that_no_version_names_is_handed_over_at_once
///
/// The old version is done with, so it goes first. Its tables are deleted while readers still get it, here or where
/// `shown` keeps it.
class Versions {
    private void publish(ManifestState next, Consumer<Version> shown) {
        uses.add(next.version());
        letGo(state.version());
        state = next;
        shown.accept(next.version());
    }
}
