package dev.cairn.engine;

import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.workbook.Exercise;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a setting can be: how it is read from a file, and what is allowed.
///
/// A value of a file is a [String], a [BigInteger], a [BigDecimal], a [Boolean], or something else,
/// which no setting is. Immutable.
sealed interface SettingKind {
    /// What `given`, a value of a file, stands for; empty if the setting cannot be that.
    Optional<Object> read(Object given);

    /// Whether the setting can be `value`, of the type that [#read] gives.
    boolean allows(Object value);

    /// What the setting can be, for a sentence that ends in it: `from 1 to 64`.
    String allowed();

    /// A value as a person would write it.
    default String show(Object value) {
        return String.valueOf(value);
    }

    /// A number of bytes: a [Long].
    ///
    /// @param isOffAtZero whether 0, which turns something off, is allowed although it is below `min`
    record Size(long min, long max, boolean isOffAtZero) implements SettingKind {
        @Override
        public Optional<Object> read(Object given) {
            OptionalLong bytes = given instanceof String text ? ByteSize.parse(text) : whole(given);
            return bytes.isPresent() && allows(bytes.getAsLong()) ? Optional.of(bytes.getAsLong()) : Optional.empty();
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Long bytes && ((bytes >= min && bytes <= max) || (bytes == 0 && isOffAtZero));
        }

        @Override
        public String allowed() {
            return "a size from " + ByteSize.show(min) + " to " + ByteSize.show(max)
                    + (isOffAtZero ? ", or 0 for off" : "") + ", as 4096 or \"4 KiB\"";
        }

        @Override
        public String show(Object value) {
            return value instanceof Long bytes ? ByteSize.show(bytes) : String.valueOf(value);
        }
    }

    /// A whole number: an [Integer].
    record Count(int min, int max) implements SettingKind {
        @Override
        public Optional<Object> read(Object given) {
            OptionalLong count = whole(given);
            return count.isPresent() && count.getAsLong() >= min && count.getAsLong() <= max
                    ? Optional.of((int) count.getAsLong())
                    : Optional.empty();
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Integer count && count >= min && count <= max;
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /// A share of all cases: a [Double], or 0 for off.
    record Rate(double min, double max) implements SettingKind {
        @Override
        public Optional<Object> read(Object given) {
            return switch (given) {
                case BigDecimal rate when isNear(rate) && allows(rate.doubleValue()) -> Optional.of(rate.doubleValue());
                case BigInteger rate when rate.signum() == 0 -> Optional.of(0.0);
                default -> Optional.empty();
            };
        }

        /// A number that is too small for a `double` is not meant to be 0, which turns the filter off.
        private static boolean isNear(BigDecimal rate) {
            return rate.signum() == 0 || rate.doubleValue() != 0;
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Double rate && ((rate >= min && rate <= max) || rate == 0);
        }

        @Override
        public String allowed() {
            return "a number from "
                    + BigDecimal.valueOf(min).stripTrailingZeros().toPlainString() + " to " + max + ", or 0 for off";
        }

        @Override
        public String show(Object value) {
            return value instanceof Double rate && rate == 0 ? "0" : String.valueOf(value);
        }
    }

    /// Yes or no: a [Boolean].
    record Flag() implements SettingKind {
        @Override
        public Optional<Object> read(Object given) {
            return given instanceof Boolean ? Optional.of(given) : Optional.empty();
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public String allowed() {
            return "true or false";
        }
    }

    /// One of some words: the constant of an enum.
    record Choice(List<Enum<?>> constants) implements SettingKind {
        Choice(Enum<?>[] constants) {
            this(List.of(constants));
        }

        @Override
        public Optional<Object> read(Object given) {
            return constants.stream()
                    .filter(each -> show(each).equals(given))
                    .<Object>map(each -> each)
                    .findFirst();
        }

        @Override
        public boolean allows(Object value) {
            return constants.stream().anyMatch(value::equals);
        }

        @Override
        public String allowed() {
            return "one of "
                    + String.join(", ", constants.stream().map(this::show).toList());
        }

        /// `FIRST_READ` as `firstRead`.
        @Override
        public String show(Object value) {
            String[] words = String.valueOf(value).toLowerCase(Locale.ROOT).split("_", -1);
            return words[0]
                    + String.join(
                            "",
                            Arrays.stream(words)
                                    .skip(1)
                                    .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                                    .toList());
        }
    }

    /// A sync policy: a [SyncPolicy] when it is read, and an [Optional] of one in the settings, which
    /// need not have it.
    record Policy() implements SettingKind {
        @Override
        public Optional<Object> read(Object given) {
            try {
                return given instanceof String text ? Optional.of(SyncPolicy.parse(text)) : Optional.empty();
            } catch (StoreException.Refused _) {
                return Optional.empty();
            }
        }

        @Override
        public boolean allows(Object value) {
            return value instanceof Optional<?> policy && policy.stream().allMatch(SyncPolicy.class::isInstance);
        }

        @Override
        public String allowed() {
            return SyncPolicy.FORMS;
        }

        @Override
        public String show(Object value) {
            return value instanceof Optional<?> policy
                    ? policy.map(String::valueOf).orElse("not set")
                    : String.valueOf(value);
        }
    }

    /// The whole number that `given` is, if it is a [BigInteger] that fits into a `long`, its sign
    /// included: from [Long#MIN_VALUE] to [Long#MAX_VALUE]. A number with a point is none, even 4.0: where
    /// it comes from, 4.5 may come next, and nothing here is rounded.
    @Exercise("3.18")
    static OptionalLong whole(Object given) {
        return given instanceof BigInteger number && number.bitLength() < Long.SIZE
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
