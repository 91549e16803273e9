package dev.cairn.workbook.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.workbook.NotDoneYet;
import dev.cairn.workbook.Notes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that meet an unfinished exercise in every way there is, and some that do not. [SkipsOfTestsTest] runs
/// them.
class JupiterTrial {

    @SuppressWarnings("DoNotCallSuggester") // It is called because it throws.
    static int unfinished() {
        throw new NotDoneYet("1.4");
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /// Each of these is skipped.
    static class Skipped {
        @Test
        void it_is_thrown() {
            unfinished();
        }

        @Test
        void it_is_wrapped_twice() {
            try {
                unfinished();
            } catch (NotDoneYet cause) {
                throw new IllegalStateException("wrapped", new RuntimeException("again", cause));
            }
        }

        @Test
        void it_is_swallowed_and_the_test_passes() {
            try {
                unfinished();
            } catch (NotDoneYet _) {
                assertThat(true).isTrue();
            }
        }

        @Test
        void it_is_swallowed_and_something_else_is_wrong() {
            int answer = 0;
            try {
                answer = unfinished();
            } catch (NotDoneYet _) {
                answer--;
            }
            assertThat(answer).isEqualTo(42);
        }

        @Test
        void it_ends_another_thread() {
            Thread other = Thread.ofPlatform().unstarted(JupiterTrial::unfinished);
            other.setUncaughtExceptionHandler((_, _) -> {});
            other.start();
            join(other);
            assertThat(other.isAlive()).isTrue();
        }

        @Test
        void it_ends_a_thread_of_a_thread() {
            Thread other = Thread.ofVirtual()
                    .unstarted(() -> join(Thread.startVirtualThread(() -> {
                        try {
                            unfinished();
                        } catch (NotDoneYet _) {
                            Thread.onSpinWait();
                        }
                    })));
            other.start();
            join(other);
        }

        @Test
        void a_shared_pool_tells_of_it() {
            CompletableFuture.supplyAsync(JupiterTrial::unfinished).join();
        }

        @Test
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
        void nobody_counts_the_latch_down() throws InterruptedException {
            Thread other = Thread.ofPlatform().unstarted(JupiterTrial::unfinished);
            other.setUncaughtExceptionHandler((_, _) -> {});
            other.start();
            new CountDownLatch(1).await();
        }

        @Test
        void another_process_says_so() {
            Notes.heard("Exception in thread \"main\"\n" + Notes.sentence("1.4") + "\n\tat x\n");
            assertThat(1).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void of_parameters(int number) {
            assertThat(number).isEqualTo(unfinished());
        }

        @RepeatedTest(2)
        void repeated() {
            unfinished();
        }

        @TestFactory
        List<DynamicTest> dynamic() {
            return List.of(dynamicTest("one", JupiterTrial::unfinished));
        }
    }

    /// Skipped because of a class that cannot be initialized: the first to touch it sees the exception, the others
    /// only its message.
    static class Initializers {
        @Test
        void of_a_class_once() {
            assertThat(Broken.ANSWER).isEqualTo(42);
        }

        @Test
        void of_a_class_again() {
            assertThat(Broken.ANSWER).isEqualTo(42);
        }

        /// Its initializer does not return.
        static final class Broken {
            static final int ANSWER = unfinished();
        }
    }

    /// The class's own initializer.
    static class OwnInitializer {
        private static final int ANSWER = unfinished();

        @Test
        void one() {
            assertThat(ANSWER).isEqualTo(42);
        }

        @Test
        void two() {
            assertThat(ANSWER).isEqualTo(42);
        }
    }

    /// A field's initializer.
    static class Constructed {
        private final int answer = unfinished();

        @Test
        void with_a_field() {
            assertThat(answer).isEqualTo(42);
        }
    }

    /// A method before each.
    static class SetUp {
        @BeforeEach
        void set_up() {
            unfinished();
        }

        @Test
        void never_reached() {}
    }

    /// A method after each, after a failure of the test itself that is due to the same exercise.
    static class TornDown {
        private final AtomicReference<Thread> started = new AtomicReference<>();

        @AfterEach
        void tear_down() {
            join(started.get());
            unfinished();
        }

        @Test
        void passes_at_first() {
            started.set(Thread.startVirtualThread(() -> {}));
        }
    }

    /// A method before all: nothing in the class can run.
    static class SetUpOnce {
        @BeforeAll
        static void set_up() {
            unfinished();
        }

        @Test
        void never_reached() {}
    }

    /// A method before all that swallows it: what it has set up is of no use to any test.
    static class HalfSetUpOnce {
        @BeforeAll
        static void set_up() {
            try {
                unfinished();
            } catch (NotDoneYet _) {
                Thread.onSpinWait();
            }
        }

        @Test
        void never_reached() {}

        @Nested
        class Inner {
            @Test
            void never_reached_either() {}
        }
    }

    /// A method after all.
    static class TornDownOnce {
        @AfterAll
        static void tear_down() {
            unfinished();
        }

        @Test
        void passes() {}
    }

    /// A factory whose stream breaks while it is drawn from.
    static class LazyFactory {
        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(1, 2).map(number -> dynamicTest("number " + (number + unfinished()), () -> {}));
        }
    }

    /// Each of these is as bad as it looks.
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Genuine {
        private static final CountDownLatch LATER = new CountDownLatch(1);
        private static final AtomicReference<Thread> STRAY = new AtomicReference<>();

        @Test
        @Order(1)
        void leaves_a_thread_behind() {
            STRAY.set(Thread.startVirtualThread(() -> {
                try {
                    LATER.await();
                    unfinished();
                } catch (InterruptedException | NotDoneYet _) {
                    Thread.onSpinWait();
                }
            }));
        }

        @Test
        @Order(2)
        void fails_while_the_thread_meets_it() {
            LATER.countDown();
            join(STRAY.get());
            assertThat(1).isEqualTo(2);
        }

        @Test
        @Order(3)
        void fails_by_itself() {
            throw new IllegalStateException("exercise 1.4 has a bug");
        }

        @Test
        @Order(4)
        void passes() {}

        @Test
        @Order(5)
        void is_assumed_away() {
            assumeTrue(false, "no such machine");
        }
    }
}
