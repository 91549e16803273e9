package dev.cairn.workbook.course;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The id of an exercise: its week and its number within the week, written `2.4`. Ordered by week, then number.
///
/// @param week   from 0, which is what all weeks share
/// @param number from 1
public record ExerciseId(int week, int number) implements Comparable<ExerciseId> {
    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9]\\d?)\\.([1-9]\\d{0,2})");
    private static final Comparator<ExerciseId> ORDER =
            Comparator.comparingInt(ExerciseId::week).thenComparingInt(ExerciseId::number);

    public ExerciseId {
        if (week < 0 || number < 1) {
            throw new IllegalArgumentException("no exercise id: week " + week + ", number " + number);
        }
    }

    /// The id that `text` writes, or empty if it writes none.
    public static Optional<ExerciseId> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ExerciseId(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))));
    }

    @Override
    public int compareTo(ExerciseId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return week + "." + number;
    }
}
