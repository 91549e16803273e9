/// id: Z4-39
/// title: what stands behind the fields of a row is passed over
/// invariant: LOUD
/// exercise: 4.8
/// target: dev.cairn.rpc.server.RetryFormat#decoded
/// killer: dev.cairn.rpc.server.RetryFormatTest#a_value_that_is_cut_off_or_too_long_is_damage
///
/// All fields were found, so the row is read. A later version that adds a field without a new number, or half of another
/// row behind this one, is taken for what it is not.
class RetryFormat {
    static RetryRow decoded(Bytes key, Bytes value) {
        ByteReader reader = new ByteReader(value);
        try {
            SessionId session = sessionOf(key);
            expect(reader.u8(), VERSION, VERSION, "version " + VERSION);
            return key.length() == SESSION_KEY_BYTES
                    ? new RetryRow.Opened(session, slots(reader))
                    : answered(session, slotOf(key), reader);
        } catch (CorruptBytesException damage) {
            throw corrupt(key, damage.offset(), damage.expected(), damage.actual());
        }
    }
}
