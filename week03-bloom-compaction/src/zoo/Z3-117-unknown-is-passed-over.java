/// id: Z3-117
/// title: a name that nobody knows is passed over
/// invariant: LOUD
/// exercise: 3.18
/// seen: X-36 (of 33 settings 21 are read by nothing)
/// target: dev.cairn.engine.GivenSettings#on
/// killer: dev.cairn.engine.SettingsFileTest#a_name_that_nobody_knows_is_refused_with_the_nearest
///
/// So do most programs, to be friendly. `blockByte` is written, nothing complains, and the store runs with blocks of 4 KiB.
class GivenSettings {
    EngineSettings on(EngineSettings base) {
        SettingsBuilder builder = base.with();
        Map<SettingKey, String> seen = new EnumMap<>(SettingKey.class);
        values.forEach((name, value) -> {
            if (SettingKey.named(name).isEmpty()
                    && SeedNames.alias(name).isEmpty()
                    && SeedNames.refusal(name).isEmpty()) {
                return;
            }
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
}
