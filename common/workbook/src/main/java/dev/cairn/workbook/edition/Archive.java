package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip archive to be: the bytes of its entries by name. The same entries give the same bytes, whenever written.
record Archive(SortedMap<String, byte[]> entries) {
    /// The earliest time that the format can say.
    private static final FileTime SAME_FOR_ALL = FileTime.fromMillis(315_532_800_000L);

    static Archive ofTexts(Map<String, String> texts) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        texts.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Archive(entries);
    }

    static Archive ofFolder(Path folder) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return new Archive(entries);
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(content.getKey()).setLastModifiedTime(SAME_FOR_ALL));
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
    }
}
