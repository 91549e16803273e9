/// id: Z4-107
/// title: the table is read up to the end of the store
/// invariant: LIVE
/// exercise: 4.8
/// seen: own
/// target: dev.cairn.rpc.server.OnceOnly#recover
/// killer: dev.cairn.rpc.server.RecoverTest#the_rows_of_users_and_other_reserved_rows_are_none_of_the_table
///
/// The scan begins at the first key of the table and has no end. A store of which nobody has written anything yet
/// starts. With the first row of a user in it, it never starts again: that row is no row of the table, and is called
/// damage.
class OnceOnly {
    void recover(ReadView store) {
        long now = clock.nanoTime();
        try (Cursor rows = store.scan(KeyRange.from(RetryFormat.PREFIX))) {
            while (rows.next()) {
                table.recover(RetryFormat.decoded(rows.key(), rows.value()), now);
            }
        }
    }
}
