package dev.cairn.workbook.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.workbook.zoo.ZooEntry.Target;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Headers of entries, right and wrong.
class EntryReaderTest {
    private static final String HEADER = """
            /// id: Z1-04
            /// title: the checksum does not cover the length
            /// invariant: LOUD/DUR
            /// exercise: 1.2
            /// seen: cqlite 1391
            /// target: demo.Outer.Inner#append
            /// target: demo.Other#Other
            /// killer: demo.OtherTest$More#a_turned_bit
            ///
            /// title: this is prose.
            class Inner {}
            """;

    @Test
    void a_header_is_read() {
        ZooEntry entry = read(HEADER);
        assertThat(entry.id()).isEqualTo("Z1-04");
        assertThat(entry.title()).isEqualTo("the checksum does not cover the length");
        assertThat(entry.invariants()).containsExactly("LOUD", "DUR");
        assertThat(entry.exercise()).isEqualTo("1.2");
        assertThat(entry.targets())
                .containsExactly(new Target("demo.Outer.Inner", "append"), new Target("demo.Other", "Other"));
        assertThat(entry.killer()).contains("demo.OtherTest$More#a_turned_bit");
        assertThat(entry.module()).isEqualTo("week01-demo");
    }

    @Test
    void what_may_be_missing_may_be_missing() {
        ZooEntry entry = read(HEADER.replaceAll("/// (seen|killer).*\n", ""));
        assertThat(entry.seen()).isEmpty();
        assertThat(entry.killer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: Z1-04          | id: Z9-4             | f.java:1: id: expected as in Z1-04, found 'Z9-4'
            invariant: LOUD    | invariant: QUIET     | f.java:3: invariant: expected one of DUR LOUD, found 'QUIET'
            exercise: 1.2      | exercise: two        | f.java:4: exercise: expected an exercise's id
            seen: cqlite 1391  | sean: cqlite         | f.java:5: there is no field sean in a header
            Inner#append       | Inner.append         | f.java:6: target: expected as in
            target: demo.Other | title: again         | f.java:7: title stands twice
            OtherTest$More#a_turned_bit | OtherTest   | f.java:8: killer: expected as in
            """)
    void what_is_wrong_is_said_in_a_line_with_its_place(String right, String wrong, String said) {
        assertThatThrownBy(() -> read(HEADER.replace(right, wrong)))
                .isInstanceOf(BrokenEntryException.class)
                .hasMessageContaining(said);
    }

    @Test
    void every_field_that_is_missing_is_named() {
        assertThatThrownBy(() -> read("class Inner {}"))
                .hasMessageContainingAll(
                        "'/// id: …'", "'/// title: …'", "'/// invariant: …'", "'/// exercise: …'", "'/// target: …'");
    }

    private static ZooEntry read(String text) {
        return EntryReader.read("f.java", "week01-demo", text, new TreeSet<>(Set.of("DUR", "LOUD")));
    }
}
