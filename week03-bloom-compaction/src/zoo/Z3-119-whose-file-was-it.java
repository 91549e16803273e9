/// id: Z3-119
/// title: what does not go together is told without the file
/// invariant: LOUD
/// exercise: 3.18
/// target: dev.cairn.engine.GivenSettings#on
/// killer: dev.cairn.engine.SettingsFileTest#values_that_do_not_go_together_are_refused
///
/// The last check is made by the record, which knows of no file. `level0Slow is 3` says nothing to somebody who has never
/// typed that: it stands in a file that a colleague wrote.
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
                    .read(alias.translation().apply(value))
                    .orElseThrow(() -> refused(name + " is " + shown(value) + ", but must be " + alias.allowed()));
            alias.key().set(builder, read);
        });
        return builder.build();
    }
}
