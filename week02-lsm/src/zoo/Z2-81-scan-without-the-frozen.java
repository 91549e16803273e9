/// id: Z2-81
/// title: a scan reads the active memtable and the tables
/// invariant: MODEL
/// exercise: 2.13
/// seen: T-08 (a scan skips the frozen memtable)
/// target: dev.cairn.lsm.read.Reads#cursors
/// killer: dev.cairn.lsm.read.ReadsTest#a_scan_shows_the_rows_of_all_layers_in_order
///
/// Between the switch and the end of the flush the newest megabytes are in neither of the two. Nobody notices while the
/// store is idle, for then nothing is frozen.
class Reads {
    private List<EntryCursor> cursors(ReadState state, Version version) {
        List<EntryCursor> cursors = new ArrayList<>();
        cursors.add(state.active().cursor());
        version.level(0).forEach(table -> cursors.add(tables.reader(table).cursor()));
        for (int level = 1; level < Version.LEVELS; level++) {
            if (!version.level(level).isEmpty()) {
                cursors.add(LevelCursor.over(
                        version.level(level), table -> tables.reader(table).cursor()));
            }
        }
        return cursors;
    }
}
