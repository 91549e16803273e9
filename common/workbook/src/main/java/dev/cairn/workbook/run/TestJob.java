package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is run on what.
///
/// Immutable.
///
/// @param classPath overlays, modules, libraries, in this order
/// @param workingFolder where the tests find themselves
public record TestJob(List<Path> classPath, Path workingFolder, Orders orders) {
    private static final Pattern TEST_CLASS = Pattern.compile("[^$]+(Test|Properties)\\.class");
    /// A property's sample comes with its failure, and not in its output.
    private static final Map<String, String> REPORTING = Map.of("jqwik.reporting.usejunitplatform", "true");
    /// Lanes that nobody waits for.
    private static final List<String> OTHER_LANES = List.of("full", "nightly");

    public TestJob {
        classPath = List.copyOf(classPath);
    }

    /// Which tests of a module.
    ///
    /// Immutable.
    ///
    /// @param methods `Class#method`; all if empty
    /// @param tags of which each must have one; if empty it needs none
    /// @param settings JUnit's configuration parameters
    public record Selection(List<String> methods, List<String> tags, Map<String, String> settings) {
        /// All tests of the default lane.
        public static final Selection ALL = new Selection(List.of(), List.of(), REPORTING);

        public Selection {
            methods = List.copyOf(methods);
            tags = List.copyOf(tags);
            settings = Map.copyOf(settings);
        }

        /// The tests of the default lane with one of these tags.
        public static Selection tagged(List<String> tags) {
            return new Selection(List.of(), tags, REPORTING);
        }

        /// These tests, of whatever lane.
        public static Selection named(List<String> methods) {
            return new Selection(methods, List.of(), REPORTING);
        }

        /// The same, with another setting.
        public Selection with(String name, String value) {
            Map<String, String> more = new HashMap<>(settings);
            more.put(name, value);
            return new Selection(methods, tags, more);
        }
    }

    /// The selected tests of `module`, which are compiled.
    ///
    /// @param overlays folders or jars that take the place of what the modules have
    public static TestJob of(ModuleBuild build, Module module, List<Path> overlays, Selection selection) {
        List<Path> classPath = new ArrayList<>(overlays);
        classPath.addAll(build.testClassPath(module));
        Orders orders = new Orders(
                selection.methods().isEmpty() ? testClasses(build.testClasses(module)) : classesOf(selection.methods()),
                List.of(),
                selection.methods(),
                selection.tags(),
                selection.methods().isEmpty() ? OTHER_LANES : List.of(),
                selection.settings(),
                build.layout().workFolder().resolve("output").toString());
        return new TestJob(classPath, module.path(), orders);
    }

    /// The same for the tests with these JUnit ids.
    TestJob only(List<String> ids) {
        return new TestJob(classPath, workingFolder, orders.only(ids));
    }

    /// The classes that the build runs: by their names, as Surefire does.
    private static List<String> testClasses(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            TEST_CLASS.matcher(file.getFileName().toString()).matches())
                    .map(file -> className(folder.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw CourseException.environment("cannot list the tests in " + folder, cause);
        }
    }

    private static String className(Path file) {
        String name = file.toString().replace('/', '.').replace('\\', '.');
        return name.substring(0, name.length() - ".class".length());
    }

    private static List<String> classesOf(List<String> methods) {
        return methods.stream()
                .map(method -> Arrays.asList(method.split("[$#]")).getFirst())
                .distinct()
                .toList();
    }
}
