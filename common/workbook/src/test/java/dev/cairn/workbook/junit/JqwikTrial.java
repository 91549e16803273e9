package dev.cairn.workbook.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.NotDoneYet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.BeforeTry;

/// Properties that meet an unfinished exercise in every way there is, and some that do not. [SkipsOfPropertiesTest]
/// runs them.
class JqwikTrial {

    /// Each of these is skipped.
    static class Skipped {
        @Property
        void it_is_thrown(@ForAll int number) {
            assertThat(number).isEqualTo(JupiterTrial.unfinished());
        }

        @Property
        void it_is_thrown_late(@ForAll byte number) {
            if (number == 7) {
                JupiterTrial.unfinished();
            }
        }

        @Property
        boolean it_is_swallowed(@ForAll int number) {
            try {
                return JupiterTrial.unfinished() == number;
            } catch (NotDoneYet _) {
                return number > 0;
            }
        }

        @Property
        void it_ends_another_thread(@ForAll int number) {
            Thread other = Thread.ofPlatform().unstarted(JupiterTrial::unfinished);
            other.setUncaughtExceptionHandler((_, _) -> {});
            other.start();
            JupiterTrial.join(other);
            assertThat(number).isNegative();
        }

        @Property
        void it_is_met_by_a_generator(@ForAll("unfinished") int number) {
            assertThat(number).isPositive();
        }

        @Provide
        Arbitrary<Integer> unfinished() {
            return Arbitraries.integers().map(_ -> JupiterTrial.unfinished());
        }

        @Property
        void it_is_met_by_a_provider(@ForAll("unmade") int number) {
            assertThat(number).isPositive();
        }

        @Provide
        Arbitrary<Integer> unmade() {
            return Arbitraries.just(JupiterTrial.unfinished());
        }

        @Example
        void of_one() {
            JupiterTrial.unfinished();
        }
    }

    /// A method before each try.
    static class SetUp {
        @BeforeTry
        void set_up() {
            JupiterTrial.unfinished();
        }

        @Property
        void never_reached(@ForAll int number) {
            assertThat(number).isPositive();
        }
    }

    /// A method before each property.
    static class SetUpProperty {
        @BeforeProperty
        void set_up() {
            JupiterTrial.unfinished();
        }

        @Property
        void never_reached(@ForAll int number) {
            assertThat(number).isPositive();
        }
    }

    /// A method after each property.
    static class TornDown {
        @AfterProperty
        void tear_down() {
            JupiterTrial.unfinished();
        }

        @Property
        void passes(@ForAll int number) {
            assertThat(number).isBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    /// Each of these is as bad as it looks.
    static class Genuine {
        @Property
        void fails(@ForAll int number) {
            assertThat(number).isLessThan(7);
        }

        @Property
        void passes(@ForAll int number) {
            assertThat(number).isBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }
}
