/// id: Z2-40
/// title: a get never looks into the first block
/// invariant: MODEL
/// exercise: 2.6
/// seen: T-01 (18 of 200 keys missing after one flush, by get; a scan sees all)
/// target: dev.cairn.lsm.table.TableIndex#find
/// killer: dev.cairn.lsm.table.TableReaderTest#a_get_reads_one_block
///
/// Bisection for the last separator before the target, and then one further: right for each block but the first,
/// before which there is none. Scans begin at the front and see it, so a test of scans alone is green.
class TableIndex {
    public int find(InternalKey target) {
        int low = 0;
        int high = blocks;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (compareSeparator(middle, target) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.min(low + 1, blocks);
    }
}
