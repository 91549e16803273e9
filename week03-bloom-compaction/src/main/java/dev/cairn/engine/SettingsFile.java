package dev.cairn.engine;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// A file of settings: one JSON object whose names are those of [EngineSettings], or other names that
/// docs/options.md lists.
///
/// ```json
/// {"memtableBytes": "32 MiB", "compression": "zstd", "filterFalsePositiveRate": 0.001}
/// ```
///
/// What it does not say stays as it was. What cannot be meant, and what would change nothing beside the rest,
/// is refused with one line that names the file, the setting, the value and what is allowed, and nothing of
/// the file counts then.
///
/// Stateless.
public final class SettingsFile {
    /// No file of settings is larger.
    private static final int BYTES_MAX = 1 << 20;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(Object.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private SettingsFile() {}

    /// `base`, changed by what the file at `path` says.
    ///
    /// @throws StoreException.Refused if something in it is not allowed
    /// @throws StoreException.Failed if it cannot be read
    public static EngineSettings read(Path path, EngineSettings base) {
        return of(String.valueOf(path), contents(path), base);
    }

    /// `base`, changed by what `json` says.
    ///
    /// @param file what messages call it
    /// @throws StoreException.Refused if something in it is not allowed
    static EngineSettings of(String file, Bytes json, EngineSettings base) {
        GivenSettings given = new GivenSettings(file, values(file, json));
        EngineSettings settings = given.on(base);
        given.refuseIdle(settings);
        return settings;
    }

    private static Bytes contents(Path path) {
        Path name = path.getFileName();
        Path parent = path.toAbsolutePath().getParent();
        if (name == null || parent == null || Files.isDirectory(path)) {
            throw new StoreException.Refused(path + " is a directory, not a file of settings");
        }
        try (ReadFile file = Disk.at(parent).open(name.toString())) {
            if (file.size() > BYTES_MAX) {
                throw new StoreException.Refused(path + " has " + file.size()
                        + " bytes: settings are one JSON object of at most " + ByteSize.show(BYTES_MAX));
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            file.read(0, bytes);
            return Bytes.wrap(bytes.array());
        } catch (IOException cause) {
            throw StoreException.Failed.of("read the settings in", path.toString(), cause);
        }
    }

    /// What stands behind each name; for `null`, which no setting can be, an empty [Optional].
    private static Map<String, Object> values(String file, Bytes json) {
        try {
            if (READER.readValue(json.toArray()) instanceof Map<?, ?> object) {
                Map<String, Object> values = new LinkedHashMap<>();
                object.forEach((name, value) -> values.put(
                        String.valueOf(name), Optional.<Object>ofNullable(value).orElse(Optional.empty())));
                return values;
            }
        } catch (JacksonException cause) {
            TokenStreamLocation place = cause.getLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw new StoreException.Refused(file + where + " is not JSON: " + firstLine(cause.getOriginalMessage()));
        }
        throw new StoreException.Refused(
                file + " must hold one JSON object, as {\"memtableBytes\": \"16 MiB\"}, and it holds something else");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
