package dev.cairn.workbook.run;

import java.nio.file.Path;
import java.util.List;

/// One module of the tree.
///
/// Immutable.
///
/// @param folder its folder, from the root of the tree, with `/`: `common/core`
/// @param artifactId its name in Maven
/// @param root the root of the tree
/// @param needs the artifact ids of the modules that it names as dependencies
/// @param testNeeds those of them whose tests its own tests are compiled against
public record Module(String folder, String artifactId, Path root, List<String> needs, List<String> testNeeds) {

    public Module {
        needs = List.copyOf(needs);
        testNeeds = List.copyOf(testNeeds);
    }

    /// Its folder.
    public Path path() {
        return root.resolve(folder);
    }

    /// Where its Java sources lie.
    public Path mainSources() {
        return path().resolve("src/main/java");
    }

    /// Where the Java sources of its tests lie.
    public Path testSources() {
        return path().resolve("src/test/java");
    }

    /// Where the messages lie of which Maven makes further Java sources, if it has any.
    public Path protocol() {
        return path().resolve("src/main/protobuf");
    }

    /// Where its wrong solutions lie.
    public Path zoo() {
        return path().resolve("src/zoo");
    }

    /// Whether it belongs to no week.
    public boolean isCommon() {
        return folder.startsWith("common/");
    }

    @Override
    public String toString() {
        return folder;
    }
}
