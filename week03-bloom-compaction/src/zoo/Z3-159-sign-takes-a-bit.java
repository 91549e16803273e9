/// id: Z3-159
/// title: a number of 64 bits fits into a long
/// invariant: LOUD
/// exercise: 3.18
/// seen: own
/// target: dev.cairn.engine.SettingKind#whole
/// killer: dev.cairn.engine.SettingsFileTest#numbers_that_need_more_than_a_long_are_refused_on_both_sides_of_zero
///
/// `bitLength` does not count the sign. So 2^63 is negative, and 64 KiB - 2^64 is 64 KiB.
class SettingKind {
    static OptionalLong whole(Object given) {
        return given instanceof BigInteger number && number.bitLength() <= Long.SIZE
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
