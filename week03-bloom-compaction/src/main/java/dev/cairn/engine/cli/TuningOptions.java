package dev.cairn.engine.cli;

import dev.cairn.common.store.StoreException;
import dev.cairn.engine.Compressing;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.SettingsBuilder;
import dev.cairn.engine.SettingsFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options by which the engine is tuned. A preset is where it begins, a file changes what it names,
/// and an option of its own has the last word.
///
/// A picocli mixin; confined to one thread.
@Command
final class TuningOptions {
    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            description = "The settings to begin with: balanced, lowMemory or highThroughput; default: balanced.")
    private @Nullable String preset;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A JSON file of settings that are changed; docs/options.md lists them.")
    private @Nullable String config;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            description = "How new tables are packed: none, snappy or zstd; default: snappy.")
    private @Nullable String compression;

    @Option(
            names = "--compression-level",
            paramLabel = "N",
            description = "How hard zstd tries, from 1, the fastest, to 22; default: 1.")
    private @Nullable Integer compressionLevel;

    /// Whether anything was asked for.
    boolean isGiven() {
        return preset != null || config != null || compression != null || compressionLevel != null;
    }

    /// Where the settings come from: a preset, and what has changed it.
    String origin() {
        String file = config == null ? "" : ", with " + config;
        return (preset == null ? "balanced" : preset) + file;
    }

    /// What the options add up to.
    ///
    /// @throws StoreException.Refused if one cannot be, or two do not go together
    EngineSettings settings() {
        EngineSettings base = preset == null ? EngineSettings.balanced() : preset(preset);
        EngineSettings settings = config == null ? base : SettingsFile.read(path(config), base);
        SettingsBuilder builder = settings.with();
        if (compression != null) {
            builder.compression(compression(compression));
        }
        if (compressionLevel != null) {
            builder.compressionLevel(compressionLevel);
        }
        EngineSettings tuned = build(builder);
        if (compressionLevel != null && tuned.compression() != Compressing.ZSTD) {
            throw new StoreException.Refused("--compression-level is for zstd, but the compression is "
                    + nameOf(tuned.compression()) + ": say --compression zstd as well");
        }
        return tuned;
    }

    private static EngineSettings build(SettingsBuilder builder) {
        try {
            return builder.build();
        } catch (StoreException.Refused refused) {
            throw new StoreException.Refused(
                    "--" + String.valueOf(refused.getMessage()).replace("compressionLevel", "compression-level"));
        }
    }

    private static EngineSettings preset(String name) {
        return switch (name) {
            case "balanced" -> EngineSettings.balanced();
            case "lowMemory" -> EngineSettings.lowMemory();
            case "highThroughput" -> EngineSettings.highThroughput();
            default ->
                throw new StoreException.Refused(
                        "--preset is \"" + name + "\", but must be one of balanced, lowMemory, highThroughput");
        };
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused("\"" + name + "\" cannot be the name of a file: " + cause.getReason());
        }
    }

    private static Compressing compression(String name) {
        List<String> names =
                Arrays.stream(Compressing.values()).map(TuningOptions::nameOf).toList();
        return Arrays.stream(Compressing.values())
                .filter(each -> nameOf(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException.Refused(
                        "--compression is \"" + name + "\", but must be one of " + String.join(", ", names)));
    }

    private static String nameOf(Compressing compression) {
        return compression.name().toLowerCase(Locale.ROOT);
    }
}
