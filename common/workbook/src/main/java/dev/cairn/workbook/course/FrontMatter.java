package dev.cairn.workbook.course;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The YAML at the head of an exercise's page, as it is written. Immutable.
record FrontMatter(
        @Nullable String id,
        @Nullable String title,
        @Nullable Integer minutes,
        @Nullable Integer points,
        @Nullable List<String> needs) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final FrontMatter NONE = new FrontMatter(null, null, null, null, null);

    /// @throws JacksonException if the text is no YAML, or has a key that no page has
    static FrontMatter read(String yaml) {
        FrontMatter read = YAML.readValue(yaml, FrontMatter.class);
        return read == null ? NONE : read;
    }
}
