/// id: Z2-44
/// title: a seek that finds nothing in its block finds nothing
/// invariant: MODEL
/// exercise: 2.6
/// target: dev.cairn.lsm.table.TableCursor#find
/// killer: dev.cairn.lsm.table.TableReaderTest#a_seek_between_two_blocks_ends_on_the_first_entry_of_the_second
///
/// The index says which block has the target, if any has it. A separator may be behind the last key of its block,
/// though: for a target between the two, what a scan should begin with is in the next one.
class TableCursor {
    private boolean find(InternalKey target) {
        int at = index.find(target);
        return at < index.blocks() ? enter(at).seek(target) : leave();
    }
}
