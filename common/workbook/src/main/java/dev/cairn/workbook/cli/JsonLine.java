package dev.cairn.workbook.cli;

import tools.jackson.databind.json.JsonMapper;

/// Values as JSON on one line, for programs.
final class JsonLine {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonLine() {}

    static String of(Object value) {
        return JSON.writeValueAsString(value);
    }
}
