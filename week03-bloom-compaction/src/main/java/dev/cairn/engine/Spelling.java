package dev.cairn.engine;

import dev.cairn.workbook.Exercise;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody who has mistyped a name may have meant.
///
/// Stateless. V. Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals,
/// 1966.
final class Spelling {
    /// A name that is longer than this is no slip of the finger, and comparing it would take long.
    private static final int LENGTH_MAX = 64;

    private Spelling() {}

    /// The one of `known` that is nearest to `typed`: the fewest steps of [#distance] away, and the
    /// first of these. Capital and small letters count as the same, and `_` and `-` count for nothing on
    /// both sides.
    ///
    /// Empty if even the nearest is more than 2 steps and more than a third of its length away (of the name
    /// as it is known, with `_` and `-`; rounded down), or if `typed` has more than [#LENGTH_MAX]
    /// characters: a wrong suggestion is worse than none.
    @Exercise("3.18")
    static Optional<String> nearest(String typed, Collection<String> known) {
        if (typed.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Optional<String> nearest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String name : known) {
            int steps = distance(plain(typed), plain(name));
            if (steps < fewest && steps <= Math.max(2, name.length() / 3)) {
                fewest = steps;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /// How many characters must be added, left out or replaced until `from` is `to`.
    ///
    /// Row by row: the entry of column j of row i is the distance between the first i characters of
    /// `from` and the first j of `to`. It is the least of the one above plus 1, the one to its left plus
    /// 1, and the one above to the left plus 1, or plus nothing if the two characters are the same. Row
    /// 0 is 0, 1, 2, ...
    @Exercise("3.18")
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            int aboveLeft = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = aboveLeft + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                aboveLeft = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
