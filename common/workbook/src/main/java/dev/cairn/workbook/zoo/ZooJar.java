package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The wrong solutions as an edition has them: compiled, with what their headers say, and without their sources.
///
/// ```
///   Z1-04/entry.txt                                the comment that the entry begins with, and its module
///   Z1-04/classes/dev/cairn/wal/RecordWriter.class
/// ```
///
/// Immutable.
///
/// @param file the jar
public record ZooJar(Path file) {
    private static final String ENTRY = "/entry.txt";
    private static final String CLASSES = "/classes/";
    private static final long SAME_TIME = 315_532_800_000L;

    /// Writes the compiled mutants of entries.
    ///
    /// @param classes the folder with the classes of each
    public void write(Map<ZooEntry, Path> classes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                for (Map.Entry<ZooEntry, Path> mutant : classes.entrySet()) {
                    String id = mutant.getKey().id();
                    add(zip, id + ENTRY, header(mutant.getKey()).getBytes(StandardCharsets.UTF_8));
                    for (Path compiled : files(mutant.getValue())) {
                        String name = mutant.getValue()
                                .relativize(compiled)
                                .toString()
                                .replace('\\', '/');
                        add(zip, id + CLASSES + name, Files.readAllBytes(compiled));
                    }
                }
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot write " + file, cause);
        }
    }

    /// The entries, in the order of their ids.
    ///
    /// @param promises the short names of all promises
    public List<ZooEntry> entries(Set<String> promises) {
        List<ZooEntry> entries = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry found : list(zip)) {
                if (found.getName().endsWith(ENTRY)) {
                    String text = new String(bytes(zip, found), StandardCharsets.UTF_8);
                    entries.add(EntryReader.read(found.getName(), "", text, promises));
                }
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
        entries.sort(Comparator.comparing(ZooEntry::id));
        return entries;
    }

    /// Puts the classes of an entry into `folder`, which is made anew.
    public Path unpack(ZooEntry entry, Path folder) {
        String prefix = entry.id() + CLASSES;
        TemporaryFolder.delete(folder);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry found : list(zip)) {
                if (found.getName().startsWith(prefix)) {
                    Path to = folder.resolve(found.getName().substring(prefix.length()))
                            .normalize();
                    if (!to.startsWith(folder)) {
                        throw CourseException.environment(
                                file + " holds a name that leads out of it: " + found.getName());
                    }
                    Files.createDirectories(to.getParent());
                    Files.write(to, bytes(zip, found));
                }
            }
            return folder;
        } catch (IOException cause) {
            throw CourseException.environment("cannot unpack " + entry.id() + " from " + file, cause);
        }
    }

    private static String header(ZooEntry entry) {
        String comment =
                entry.text().lines().takeWhile(line -> line.startsWith("///")).collect(Collectors.joining("\n"));
        return "/// module: " + entry.module() + "\n" + comment + "\n";
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(SAME_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<ZipEntry> list(ZipFile zip) {
        List<ZipEntry> entries = new ArrayList<>();
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            entries.add(all.nextElement());
        }
        return entries;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
