package dev.cairn.sim.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A page of `docs/formats`, from which a test reads tables and examples.
///
/// An example is a block fenced by three backticks, `hex` and a name. Each of its lines holds an offset, two
/// spaces, bytes in hexadecimal (`61*1000` is the byte 61 a thousand times), two spaces, and words.
///
/// Immutable.
///
/// @param text the whole page, in Markdown
public record FormatPage(String text) {
    /// The page `docs/formats/name` of this tree, from whatever folder below its root the test is run.
    public static FormatPage read(String name) {
        Path here = Path.of("").toAbsolutePath();
        Path page = Stream.iterate(here, Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("docs/formats").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no folder above " + here + " has docs/formats/" + name));
        try {
            return new FormatPage(Files.readString(page));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The cells of the first table that has this header line, row by row.
    public List<List<String>> table(String header) {
        List<String> lines = text.lines().toList();
        int at = lines.indexOf(header);
        assertThat(at)
                .as("line of the page that is the table header %s", header)
                .isNotNegative();
        return lines.subList(at + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /// The bytes of the example `name`; the offsets before its lines must be right.
    public Bytes hex(String name) {
        String fence = "```hex " + name + "\n";
        assertThat(text).as("page with the example %s", name).contains(fence);
        int start = text.indexOf(fence) + fence.length();
        ByteWriter bytes = new ByteWriter();
        for (String line :
                text.substring(start, text.indexOf("```", start)).lines().toList()) {
            List<String> columns = Arrays.asList(line.split(" {2,}", 3));
            assertThat(columns.getFirst()).as("offset of \"%s\"", line).isEqualTo("%06x".formatted(bytes.size()));
            Arrays.stream(columns.get(1).split(" ")).forEach(item -> add(item, bytes));
        }
        return bytes.toBytes();
    }

    private static void add(String item, ByteWriter bytes) {
        List<String> parts = Arrays.asList(item.split("\\*", 2));
        int times = parts.size() == 1 ? 1 : Integer.parseInt(parts.getLast());
        for (int each = 0; each < times; each++) {
            bytes.u8(Integer.parseInt(parts.getFirst(), 16));
        }
    }
}
