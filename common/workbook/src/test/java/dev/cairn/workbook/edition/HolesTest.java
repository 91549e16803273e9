package dev.cairn.workbook.edition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.course.ExerciseId;
import org.junit.jupiter.api.Test;

/// What is found in marked sources, and what emptying and filling makes of them.
class HolesTest {
    private static final Holes REFERENCE = Fixture.holes();

    @Test
    void nothing_is_wrong_with_the_fixture() {
        assertThat(REFERENCE.problems()).isEmpty();
    }

    @Test
    void ids_are_ordered_by_number() {
        assertThat(REFERENCE.ids())
                .extracting(ExerciseId::toString)
                .containsExactly("1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.10");
    }

    @Test
    void every_hole_is_found_with_its_name() {
        assertThat(REFERENCE.all())
                .extracting(hole -> hole.id() + " " + hole.type() + "#" + hole.signature())
                .containsExactly(
                        "1.2 Awkward#append(List<? extends E>,Function<? super E,? extends X>)",
                        "1.2 Awkward.Point#Point(int,int)",
                        "1.3 Awkward#Awkward(T)",
                        "1.4 Awkward.Point#Point(int)",
                        "1.5 Awkward.Whole#run()",
                        "1.5 Awkward.Whole#helper()",
                        "1.6 Awkward.Whole#runs()",
                        "1.7 Awkward.Door#close()",
                        "1.10 Awkward#add(int[])");
    }

    @Test
    void the_comment_is_the_task() {
        assertThat(REFERENCE.of(id("1.3")).getFirst().task()).isEqualTo("Holds a thing.\n\nSays **how**.");
        assertThat(REFERENCE.of(id("1.10")).getFirst().task()).isEqualTo("Another task.");
    }

    @Test
    void a_body_that_was_emptied_is_not_done() {
        assertThat(REFERENCE.all()).allMatch(Hole::done);
        assertThat(REFERENCE.blanked().all()).hasSameSizeAs(REFERENCE.all()).noneMatch(Hole::done);
    }

    @Test
    void filling_all_gives_back_every_byte() {
        Holes filled = REFERENCE.blanked();
        for (ExerciseId id : REFERENCE.ids().reversed()) {
            filled = filled.filled(id, REFERENCE);
        }
        assertThat(Fixture.text(filled)).isEqualTo(Fixture.AWKWARD);
    }

    @Test
    void emptying_one_and_filling_it_gives_back_every_byte() {
        for (ExerciseId id : REFERENCE.ids()) {
            Holes emptied = REFERENCE.blanked(id);
            assertThat(emptied.isDone(id)).isFalse();
            assertThat(Fixture.text(emptied.filled(id, REFERENCE))).isEqualTo(Fixture.AWKWARD);
        }
    }

    private static ExerciseId id(String text) {
        return ExerciseId.of(text).orElseThrow();
    }
}
