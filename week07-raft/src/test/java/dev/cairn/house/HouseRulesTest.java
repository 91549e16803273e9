package dev.cairn.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// The rules of the house that cross modules: which way imports point, and who may touch time, chance and
/// threads.
///
/// It lies in the last week because only there all modules are in sight. What one class may look like is
/// Checkstyle's and Error Prone's work.
@AnalyzeClasses(packages = "dev.cairn", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    /// Where the real world comes in: the seams' real values, the commands, the course's program, and the
    /// contracts, which are tests and race real threads.
    private static final DescribedPredicate<JavaClass> WORLDLY = resideInAnyPackage(
                    "dev.cairn.common.env..",
                    "dev.cairn..cli..",
                    "dev.cairn.cluster..",
                    "dev.cairn.workbook..",
                    "dev.cairn.sim.contract..")
            .as("the packages that meet the real world");

    private static final DescribedPredicate<JavaClass> PURE =
            DescribedPredicate.not(WORLDLY).as("what is simulated");

    @ArchTest
    static void every_module_is_in_sight(JavaClasses classes) {
        var modules = classes.stream()
                .map(type -> type.getPackageName().split("\\.", 4)[2])
                .collect(Collectors.toSet());
        assertThat(modules)
                .contains(
                        "common",
                        "sim",
                        "web",
                        "workbook",
                        "wal",
                        "lsm",
                        "bloom",
                        "compaction",
                        "rpc",
                        "ring",
                        "quorum")
                .contains("raft", "cluster");
        assertThat(classes.stream().filter(type -> !type.getSimpleName().equals("package-info")))
                .as("classes that the rules below judge")
                .hasSizeGreaterThan(5);
    }

    @ArchTest
    static final ArchRule imports_point_down_the_weeks = layers(List.of(
            List.of("wal"),
            List.of("lsm"),
            List.of("bloom", "cache", "compression", "compaction", "backup", "typed", "engine"),
            List.of("rpc"),
            List.of("ring"),
            List.of("quorum"),
            List.of("raft", "cluster")));

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("dev.cairn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_waits_by_sleeping = noClasses()
            .that(PURE)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("time is a value that the caller hands in (Clock, or ticks)");

    @ArchTest
    static final ArchRule nobody_reads_the_clock = noClasses()
            .that(PURE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("a seed must be the whole run: ask the Clock");

    @ArchTest
    static final ArchRule nobody_draws_chance = noClasses()
            .that(PURE)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .because("a seed must be the whole run: take a RandomGenerator");

    @ArchTest
    static final ArchRule nobody_starts_a_thread =
            noClasses().that(PURE).should(StartAThread.ANYHOW).because("work for later goes to Background");

    @ArchTest
    static final ArchRule neither_store_nor_checkers_need_a_test_library = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.cairn.sim.contract..", "dev.cairn.sim.model..", "dev.cairn.sim.docs..", "dev.cairn.workbook..")
            .and()
            .haveNameNotMatching("dev\\.cairn\\.sim\\.[A-Za-z]+Contract(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "net.jqwik..");

    /// Each week may use the weeks below it and what all share; the last one, which is the program, also the
    /// kits.
    private static LayeredArchitecture layers(List<List<String>> weeks) {
        var layers = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.cairn..")
                .withOptionalLayers(true);
        layers = layer(layers, List.of("common")).whereLayer("common").mayNotAccessAnyLayer();
        layers = layer(layers, List.of("sim")).whereLayer("sim").mayOnlyAccessLayers("common");
        layers = layer(layers, List.of("web")).whereLayer("web").mayOnlyAccessLayers("common");
        layers = layer(layers, List.of("workbook")).whereLayer("workbook").mayOnlyAccessLayers("common", "sim");
        var below = new ArrayList<>(List.of("common", "web"));
        for (var week : weeks) {
            layers = layer(layers, week);
            if (week != weeks.getLast()) {
                layers = layers.whereLayer(week.getFirst()).mayOnlyAccessLayers(below.toArray(String[]::new));
            }
            below.add(week.getFirst());
        }
        // The libraries do without the simulator; the commands of a week put its store into it.
        return layers.ignoreDependency(resideInAPackage("dev.cairn..cli.."), resideInAPackage("dev.cairn.sim.."));
    }

    private static LayeredArchitecture layer(LayeredArchitecture layers, List<String> packages) {
        var patterns = packages.stream().map(name -> "dev.cairn." + name + "..").toArray(String[]::new);
        return layers.layer(packages.getFirst()).definedBy(patterns);
    }
}
