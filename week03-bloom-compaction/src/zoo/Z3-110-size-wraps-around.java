/// id: Z3-110
/// title: a size that is too large becomes a small one
/// invariant: LOUD
/// exercise: 3.18
/// seen: X-36 (settings that are not what their file says)
/// target: dev.cairn.engine.ByteSize#parse
/// killer: dev.cairn.engine.ByteSizeTest#a_size_that_wraps_around_to_a_small_one_is_none
///
/// `18014398509481985 KiB` has digits that fit into a `long`. Times 1024 they do not, and Java says nothing about it: one KiB
/// is what the store runs with.
class ByteSize {
    static OptionalLong parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
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
                    return OptionalLong.of(Long.parseLong(trimmed.substring(0, digits)) * factor);
                } catch (NumberFormatException _) {
                    return OptionalLong.empty();
                }
            }
            factor *= STEP;
        }
        return OptionalLong.empty();
    }
}
