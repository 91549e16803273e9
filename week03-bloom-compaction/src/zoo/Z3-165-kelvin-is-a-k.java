/// id: Z3-165
/// title: letters that Java takes for a k are one
/// invariant: LOUD
/// exercise: 3.18
/// seen: own
/// target: dev.cairn.engine.ByteSize#parse
/// killer: dev.cairn.engine.ByteSizeTest#units_in_letters_that_java_takes_for_those_of_ascii_are_none
///
/// `equalsIgnoreCase` folds all of Unicode: the sign for Kelvin is a k to it, and the Turkish i without a dot an i.
class ByteSize {
    static OptionalLong parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
            digits++;
        }
        String unit = trimmed.substring(digits).strip();
        long factor = 1;
        for (String known : UNITS) {
            if (unit.equalsIgnoreCase(known) || (unit.isEmpty() && known.equals("B"))) {
                try {
                    return OptionalLong.of(Math.multiplyExact(Long.parseLong(trimmed.substring(0, digits)), factor));
                } catch (NumberFormatException | ArithmeticException _) {
                    return OptionalLong.empty();
                }
            }
            factor *= STEP;
        }
        return OptionalLong.empty();
    }
}
