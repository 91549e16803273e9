/// id: Z3-115
/// title: a number with a point is cut to a whole one
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.SettingKind#whole
/// killer: dev.cairn.engine.SettingsFileTest#values_of_another_type_are_refused
///
/// Both are a `Number`, and every `Number` has a `longValue`. So 2.5 is 2, without a word to whoever wrote it.
class SettingKind {
    static OptionalLong whole(Object given) {
        return given instanceof Number number && Math.abs(number.doubleValue()) < Long.MAX_VALUE
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
