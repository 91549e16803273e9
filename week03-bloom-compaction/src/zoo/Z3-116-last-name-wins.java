/// id: Z3-116
/// title: of two names for one setting the last one wins
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.GivenSettings#on
/// killer: dev.cairn.engine.SettingsFileTest#two_names_for_one_setting_are_refused_whichever_comes_first
///
/// Two names were added by two people, and one of them changes his line for a year without any effect.
class GivenSettings {
    EngineSettings on(EngineSettings base) {
        SettingsBuilder builder = base.with();
        values.forEach((name, value) -> {
            SeedNames.Alias alias = meaning(name);
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
