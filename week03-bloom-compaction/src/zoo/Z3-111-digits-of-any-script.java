/// id: Z3-111
/// title: digits are what Java calls digits
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.ByteSize#parse
/// killer: dev.cairn.engine.ByteSizeTest#digits_of_other_scripts_are_none
///
/// `Character.isDigit` knows the digits of some forty scripts, and `Long.parseLong` reads them all. What looks like a smudge
/// in an editor is a size then.
class ByteSize {
    static OptionalLong parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
            digits++;
        }
        String unit = trimmed.substring(digits).strip();
        if (unit.chars().anyMatch(each -> each > 0x7F)) {
            return OptionalLong.empty();
        }
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
