/// id: Z2-08
/// title: sequence numbers go on from the log alone
/// invariant: MODEL
/// exercise: 2.16
/// seen: LevelDB's test SequenceNumberRecovery
/// target: dev.cairn.lsm.LsmImage#read
/// killer: dev.cairn.lsm.LsmImageTest#the_last_number_is_the_larger_one_of_what_manifest_and_log_tell
///
/// Every batch of the log says which number it has, so the last one says where to go on. But after a flush the log may be
/// empty: numbers begin at 1 again, and what is written now is older than what lies in the tables. It is there, and
/// nobody can see it.
class LsmImage {
    static LsmImage read(Disk disk, long memtableBytes, RandomGenerator random) {
        Optional<SideFile> written = SideFile.read(disk);
        refuseForeign(disk, written);
        Optional<ManifestRecovery> manifest = ManifestRecovery.read(disk).map(found -> found.requireFiles(disk));
        ManifestState state = manifest.map(ManifestRecovery::state).orElse(ManifestState.EMPTY);
        Optional<SideFile> sideFile = written.filter(_ -> isOurs(disk, manifest));
        Replay replay = new Replay(disk, 0, memtableBytes, random);
        Recovery log = readLog(disk, sideFile, firstSegment(state), replay);
        LsmImage image = new LsmImage(sideFile, manifest, replay.finish(), replay.sequence, log);
        image.requireWhole(disk);
        return image;
    }}
