/// id: Z2-68
/// title: the added tables stand before the deleted ones
/// invariant: REC
/// exercise: 2.8
/// seen: the order of LevelDB's `VersionEdit::EncodeTo`
/// target: dev.cairn.lsm.version.VersionEditFormat#encode
/// killer: dev.cairn.lsm.version.VersionEditFormatTest#fields_stand_in_the_order_of_leveldb
///
/// Both are in the record, and our own reader does not mind. Another one does: a table that moves from one level to the
/// next has one number in both lists, and who applies fields as they come deletes what was just added.
class VersionEditFormat {
    static Bytes encode(VersionEdit edit) {
        ByteWriter record = new ByteWriter();
        edit.comparator().ifPresent(name -> record.varint32(COMPARATOR).lengthPrefixed(Bytes.utf8(name)));
        edit.logNumber().ifPresent(number -> record.varint32(LOG_NUMBER).varint64(number));
        edit.previousLogNumber()
                .ifPresent(number -> record.varint32(PREVIOUS_LOG_NUMBER).varint64(number));
        edit.nextFileNumber()
                .ifPresent(number -> record.varint32(NEXT_FILE_NUMBER).varint64(number));
        edit.lastSequence().ifPresent(sequence -> record.varint32(LAST_SEQUENCE).varint64(sequence));
        edit.pointers().forEach(pointer -> write(pointer, record));
        edit.added().forEach(added -> write(added, record));
        edit.deleted().forEach(deleted -> write(deleted, record));
        return record.takeBytes();
    }
}
