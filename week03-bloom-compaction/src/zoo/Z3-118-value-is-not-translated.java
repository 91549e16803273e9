/// id: Z3-118
/// title: a value under another name is read as it is
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.GivenSettings#on
/// killer: dev.cairn.engine.SettingsFileTest#values_of_other_stores_are_translated
///
/// The names were translated, and what stands behind them was not: `VerifyChecksums` is true or false, and `checksums` is
/// neither.
class GivenSettings {
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
                    .read(value)
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
