/// id: Z2-67
/// title: an unknown tag is passed over
/// invariant: LOUD
/// exercise: 2.8
/// seen: rocksdb, whose newer tags say themselves whether they may be ignored
/// target: dev.cairn.lsm.version.VersionEditFormat#readField
/// killer: dev.cairn.lsm.version.VersionEditFormatTest#a_tag_that_leveldb_does_not_know_is_refused
///
/// A newer version may have fields that this one does not know, and a tolerant reader skips them. It cannot know how
/// long they are, nor whether the store can be understood without them: a field might say that a file is gone.
class VersionEditFormat {
    private static void readField(ByteReader source, VersionEdit.Builder edit) {
        int tag = source.varint32();
        switch (tag) {
            case COMPARATOR -> edit.comparator(source.lengthPrefixed().toUtf8());
            case LOG_NUMBER -> edit.logNumber(readNumber(source, 0, FileNumbers.MAX));
            case PREVIOUS_LOG_NUMBER -> edit.previousLogNumber(readNumber(source, 0, FileNumbers.MAX));
            case NEXT_FILE_NUMBER -> edit.nextFileNumber(readNumber(source, 0, FileNumbers.MAX));
            case LAST_SEQUENCE -> edit.lastSequence(readNumber(source, 0, EntryTag.SEQUENCE_MAX));
            case COMPACT_POINTER -> edit.pointer(readLevel(source), readKey(source));
            case DELETED_FILE -> edit.delete(readLevel(source), readNumber(source, 1, FileNumbers.MAX));
            case NEW_FILE -> edit.add(readLevel(source), readTable(source));
            default -> {}
        }
    }
}
