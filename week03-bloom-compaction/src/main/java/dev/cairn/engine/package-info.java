/// The engine as one thing: a store with filters, compaction, a cache and compression, opened in a line.
///
/// The door for an embedder is [dev.cairn.engine.EngineStore]; what can be set is in
/// [dev.cairn.engine.EngineSettings], which a file can say as well ([dev.cairn.engine.SettingsFile]).
/// Each setting is described once, by its [dev.cairn.engine.SettingKey], and docs/options.md lists them
/// all.
@NullMarked
package dev.cairn.engine;

import org.jspecify.annotations.NullMarked;
