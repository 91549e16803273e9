/// id: Z4-134
/// title: rows that fail in the middle are the end of the list
/// invariant: LOUD
/// exercise: 4.19
/// target: dev.cairn.rpc.rest.RowPage#taken
/// killer: dev.cairn.rpc.rest.RowPageTest#what_fails_in_the_middle_never_looks_like_an_end
///
/// The status is sent, so an error can no longer be told; what is left is to end the answer well. So a list that broke
/// off is a short list that is right in every byte, and whoever copies the store by it has lost the rest.
class RowPage {
    private RowChunk taken() {
        try {
            return rows.next();
        } catch (StoreException failure) {
            if (isBegun) {
                return new RowChunk(java.util.List.of(), true, Optional.empty());
            }
            throw HttpStatuses.failure(rows.problemOf(failure));
        }
    }
}
