package dev.cairn.workbook.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What an entry makes of the source of a type.
class MutantSourceTest {
    private static final String REFERENCE = """
            package demo;

            import java.util.List;

            class Outer {
                static final int SIZE = 7;

                Outer(int size) {}

                /// Adds one thing.
                @Override
                public int add(int one) {
                    return one;
                }

                int add(List<String> many) {
                    return many.size();
                }

                record Inner(int at) {
                    int next() {
                        return at + 1;
                    }
                }
            }
            """;

    @Test
    void a_method_takes_the_place_of_its_namesake_with_the_same_parameters() {
        String mutant = mutate("add", "class Outer { int add(List< String > all) { return 0; } }");
        assertThat(mutant)
                .isEqualTo(REFERENCE.replace(
                        "int add(List<String> many) {\n        return many.size();\n    }",
                        "int add(List< String > all) { return 0; }"));
    }

    @Test
    void the_comment_above_stays() {
        assertThat(mutate("add", "class Outer { public int add(int one) { return 0; } }"))
                .contains("/// Adds one thing.\n    public int add(int one) { return 0; }\n");
    }

    @Test
    void constructors_and_fields_can_be_replaced() {
        assertThat(mutate("Outer", "class Outer { Outer(int size) { throw new Error(); } }"))
                .contains("Outer(int size) { throw new Error(); }");
        assertThat(mutate("SIZE", "class Outer { static final int SIZE = 8; }"))
                .contains("SIZE = 8;")
                .doesNotContain("= 7");
    }

    @Test
    void a_nested_type_is_found_by_its_names() {
        ZooEntry entry = entry("demo.Outer.Inner#next", "class Inner { int next() { return at; } }");
        assertThat(new MutantSource(entry, "f.java").applyTo(REFERENCE, Set.of(List.of("Outer", "Inner"))))
                .contains("int next() { return at; }");
    }

    @Test
    void other_members_and_imports_are_added() {
        String mutant = mutate("SIZE", """
                import java.util.List;
                import java.util.Map;
                class Outer {
                    static final int SIZE = more(1);
                    private static int more(int n) { return n + 1; }
                }
                """);
        assertThat(mutant)
                .contains(
                        "import java.util.List;\nimport java.util.Map;\n",
                        "private static int more(int n) { return n + 1; }\n}");
        assertThat(mutant.split("import java.util.List;", -1)).hasSize(2);
    }

    @Test
    void a_target_that_nothing_replaces_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> mutate("add", "class Outer { int add(byte one) { return 0; } }"))
                .hasMessageContaining(
                        "the class here replaces no such member; Outer has add(List<String>) and add(int)");
    }

    @Test
    void a_replacement_that_no_target_names_is_refused() {
        assertThatThrownBy(() -> mutate("SIZE", "class Outer { int SIZE; int add(int one) { return 0; } }"))
                .hasMessageContaining("Outer#add is replaced here, but no target names it");
    }

    @Test
    void a_type_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> mutate("add", "class Other { int add(int one) { return 0; } }"))
                .hasMessageContaining("expected a class Outer that holds the replacement, found none");
        ZooEntry entry = entry("demo.Inner#next", "class Inner {}");
        assertThatThrownBy(() -> new MutantSource(entry, "f.java").applyTo(REFERENCE, Set.of(List.of("Inner"))))
                .hasMessageContaining("the reference has no type Inner");
    }

    @Test
    void what_is_no_java_is_refused_with_its_line() {
        assertThatThrownBy(() -> mutate("add", "class Outer { int add( }")).hasMessageStartingWith("f.java:7: ");
    }

    private static String mutate(String member, String replacement) {
        return new MutantSource(entry("demo.Outer#" + member, replacement), "f.java")
                .applyTo(REFERENCE, Set.of(List.of("Outer")));
    }

    private static ZooEntry entry(String target, String replacement) {
        String header =
                "/// id: Z1-01\n/// title: t\n/// invariant: DUR\n/// exercise: 1.1\n/// target: " + target + "\n///\n";
        return EntryReader.read("f.java", "week01-demo", header + replacement, Set.of("DUR"));
    }
}
