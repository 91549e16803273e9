/// id: Z2-66
/// title: a number that is 0 is left out of an edit
/// invariant: REC
/// exercise: 2.8
/// seen: the previous log number of LevelDB, which goes back to 0
/// target: dev.cairn.lsm.version.VersionEditFormat#encode
/// killer: dev.cairn.lsm.version.VersionEditFormatTest#a_number_that_is_0_is_written_and_an_absent_one_is_not
///
/// Zero is the default, so it need not be written. But an edit is a change: "the previous log is none from now on" is a
/// field whose number is 0, and without it the old number stays for ever.
class VersionEditFormat {
    static Bytes encode(VersionEdit edit) {
        ByteWriter record = new ByteWriter();
        edit.comparator().ifPresent(name -> record.varint32(COMPARATOR).lengthPrefixed(Bytes.utf8(name)));
        put(record, LOG_NUMBER, edit.logNumber().orElse(0));
        put(record, PREVIOUS_LOG_NUMBER, edit.previousLogNumber().orElse(0));
        put(record, NEXT_FILE_NUMBER, edit.nextFileNumber().orElse(0));
        put(record, LAST_SEQUENCE, edit.lastSequence().orElse(0));
        edit.pointers().forEach(pointer -> write(pointer, record));
        edit.deleted().forEach(deleted -> write(deleted, record));
        edit.added().forEach(added -> write(added, record));
        return record.takeBytes();
    }

    private static void put(ByteWriter record, int tag, long number) {
        if (number != 0) {
            record.varint32(tag).varint64(number);
        }
    }
}
