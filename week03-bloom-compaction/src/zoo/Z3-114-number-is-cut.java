/// id: Z3-114
/// title: a number that is too large loses its upper bits
/// invariant: LOUD
/// exercise: 3.18
/// seen: X-36 (settings that are not what their file says)
/// target: dev.cairn.engine.SettingKind#whole
/// killer: dev.cairn.engine.SettingsFileTest#numbers_that_are_too_large_are_refused_and_not_wrapped_around
///
/// `BigInteger.longValue` gives the low 64 bits, whatever stood above them: 18446744073709551632 is 16, and the file is
/// taken.
class SettingKind {
    static OptionalLong whole(Object given) {
        return given instanceof BigInteger number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }
}
