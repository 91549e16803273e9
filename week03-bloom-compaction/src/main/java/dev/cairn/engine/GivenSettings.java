package dev.cairn.engine;

import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a file of settings says, not yet judged.
///
/// Immutable.
///
/// @param file what messages call the file
/// @param values what stands behind each name, in the order of the file
record GivenSettings(String file, Map<String, Object> values) {
    private static final int SHOWN_CHARACTERS_MAX = 40;

    /// `base`, changed by all that is said here.
    ///
    /// Each name is that of a [SettingKey#named], or another one for it ([SeedNames#alias], whose
    /// translation is applied to the value). The kind of the setting reads the value. In the order of
    /// the file, the first thing that is wrong is refused:
    ///
    /// | what | message, behind the file and `: ` |
    /// |---|---|
    /// | a name with a [SeedNames#refusal] | `Dir is refused: ` and the reason |
    /// | a name that nobody knows | as [#unknown] says |
    /// | a second name for a setting | as below this table |
    /// | a value that cannot be read | `blockBytes is "big", but must be ` and what is allowed |
    /// | values that do not go together | what [SettingsBuilder#build] says |
    ///
    /// Of two names the earlier one is told first: `"BlockSize" and "blockBytes" are two names for one
    /// setting: leave one out`. A value is told as [#shown] has it, under the name of the file; what is
    /// allowed is what the alias says, if it came under another name, else what its kind says.
    ///
    /// @throws StoreException.Refused for each of these
    @Exercise("3.18")
    EngineSettings on(EngineSettings base) {
        SettingsBuilder builder = base.with();
        Map<SettingKey, String> seen = new EnumMap<>(SettingKey.class);
        values.forEach((name, value) -> {
            SeedNames.Alias alias = meaning(name);
            String earlier = seen.put(alias.key(), name);
            if (earlier != null) {
                throw refused("\"" + earlier + "\" and \"" + name + "\" are two names for one setting: leave one out");
            }
            Object read = alias.key()
                    .kind()
                    .read(alias.translation().apply(value))
                    .orElseThrow(() -> refused(name + " is " + shown(value) + ", but must be " + alias.allowed()));
            alias.key().set(builder, read);
        });
        try {
            return builder.build();
        } catch (StoreException.Refused together) {
            throw refused(String.valueOf(together.getMessage()));
        }
    }

    /// Refuses the first name that changes nothing in `settings`, which [#on] gave: whoever writes a line believes
    /// that it does something.
    ///
    /// @throws StoreException.Refused if there is one
    void refuseIdle(EngineSettings settings) {
        values.forEach((name, value) -> keyOf(name)
                .flatMap(SettingNeed::of)
                .filter(need -> !need.isMetBy(settings))
                .ifPresent(need -> {
                    throw refused(name + " is " + shown(value) + ", but changes nothing while "
                            + need.key().text() + " is " + need.key().shownIn(settings) + ": set "
                            + need.key().text() + " to " + need.shown() + ", or leave " + name + " out");
                }));
    }

    private static Optional<SettingKey> keyOf(String name) {
        return SettingKey.named(name).or(() -> SeedNames.alias(name).map(SeedNames.Alias::key));
    }

    @Solution
    private SeedNames.Alias meaning(String name) {
        SeedNames.refusal(name).ifPresent(why -> {
            throw refused(name + " is refused: " + why);
        });
        return SettingKey.named(name)
                .map(key -> SeedNames.Alias.of(name, key))
                .or(() -> SeedNames.alias(name))
                .orElseThrow(() -> refused(unknown(name)));
    }

    private StoreException.Refused refused(String what) {
        return new StoreException.Refused(file + ": " + what);
    }

    /// `there is no setting "blockByte" (did you mean "blockBytes"?)`, or all names if none is near.
    private static String unknown(String name) {
        List<String> known =
                Arrays.stream(SettingKey.values()).map(SettingKey::text).toList();
        Stream<String> others = SeedNames.aliases().stream().map(SeedNames.Alias::name);
        Optional<String> near =
                Spelling.nearest(name, Stream.concat(known.stream(), others).toList());
        return "there is no setting " + shown(name)
                + near.map(meant -> " (did you mean \"" + meant + "\"?)")
                        .orElseGet(() -> ": there are " + String.join(", ", known));
    }

    /// A value as it stood in the file, cut if it is long.
    private static String shown(Object value) {
        String text = value.equals(Optional.empty()) ? "null" : String.valueOf(value);
        String cut = text.length() > SHOWN_CHARACTERS_MAX ? text.substring(0, SHOWN_CHARACTERS_MAX) + "..." : text;
        return value instanceof String ? "\"" + cut + "\"" : cut;
    }
}
