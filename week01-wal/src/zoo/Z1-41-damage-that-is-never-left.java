/// id: Z1-41
/// title: the search for the next record begins at the damage itself
/// invariant: LIVE
/// exercise: 1.4
/// seen: a student's first attempt
/// target: dev.cairn.wal.RecordReader#skipDamage
/// killer: dev.cairn.wal.SkipDamageTest#skipping_a_record_that_was_broken_off_goes_on_where_the_first_damage_ends_the_log_too
///
/// A record that was broken off begins with a fragment that is right. Who looks for the next record at that fragment
/// finds it again, and again: salvage of such a log never ends.
class RecordReader {
    public boolean skipDamage() throws IOException {
        long damageOffset = switch (stopped) {
            case ReadResult.TornTail torn -> torn.damageOffset();
            case ReadResult.Corrupt corrupt -> corrupt.damageOffset();
            case ReadResult.Whole _, ReadResult.End _ -> Long.MAX_VALUE - LogFormat.BLOCK_BYTES;
            case null -> throw new IllegalStateException("there is no damage to skip");
        };
        OptionalLong start = fragments.findRecordStart(damageOffset);
        start.ifPresent(offset -> {
            fragments.moveTo(offset);
            wholeEnd = offset;
            stopped = null;
        });
        return start.isPresent();
    }
}
