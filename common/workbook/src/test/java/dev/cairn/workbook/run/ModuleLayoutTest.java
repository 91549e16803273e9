package dev.cairn.workbook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Modules as the POMs tell of them.
class ModuleLayoutTest {
    @TempDir
    private Path folder;

    private FixtureTree tree;

    @BeforeEach
    void write_a_tree() {
        tree = FixtureTree.at(folder);
    }

    @Test
    void modules_stand_behind_what_they_need() {
        assertThat(tree.layout().modules()).extracting(Module::folder).containsExactly("common/base", "week01-demo");
    }

    @Test
    void the_order_follows_the_needs_and_not_the_list() {
        tree.write(
                "pom.xml",
                "<project><groupId>dev.cairn</groupId><artifactId>cairn</artifactId>"
                        + "<modules><module>week01-demo</module><module>common</module></modules></project>");
        assertThat(tree.layout().modules()).extracting(Module::folder).containsExactly("common/base", "week01-demo");
    }

    @Test
    void only_modules_of_the_tree_are_needs() {
        ModuleLayout layout = tree.layout();
        assertThat(layout.below(layout.module("week01-demo")))
                .extracting(Module::artifactId)
                .containsExactly("cairn-base");
    }

    @Test
    void a_week_is_found_by_its_number() {
        assertThat(tree.layout().week(1)).get().hasToString("week01-demo");
        assertThat(tree.layout().week(2)).isEmpty();
    }

    @Test
    void an_unknown_module_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> tree.layout().module("week09"))
                .hasMessage("there is no module week09: there are common/base, week01-demo");
    }

    @Test
    void the_root_is_found_from_any_folder_in_it() {
        assertThat(ModuleLayout.rootAbove(folder.resolve("week01-demo"))).contains(folder.toAbsolutePath());
        assertThat(ModuleLayout.rootAbove(Path.of("/"))).isEmpty();
    }
}
