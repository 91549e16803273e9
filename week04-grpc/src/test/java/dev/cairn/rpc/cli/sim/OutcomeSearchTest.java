package dev.cairn.rpc.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.history.Operation.Action;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever becomes of the messages of three operations, what the client is told is true, and each write
/// is applied once or not at all.
class OutcomeSearchTest {
    private static final Bytes KEY = OutcomeSearch.KEY;
    private static final Bytes A = Bytes.utf8("a");
    private static final Bytes B = Bytes.utf8("b");

    /// Three operations each.
    enum Script {
        PUT_CAS_GET(
                new Action.Put(KEY, A),
                new Action.Cas(KEY, Optional.of(A), Optional.of(B)),
                new Action.Get(KEY, Optional.empty())),
        PUT_DELETE_CAS(
                new Action.Put(KEY, A), new Action.Delete(KEY), new Action.Cas(KEY, Optional.empty(), Optional.of(B)));

        /// Never changes, like the actions in it.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<Action> actions;

        Script(Action... actions) {
            this.actions = List.of(actions);
        }

        List<Action> actions() {
            return actions;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_retries_is_told_the_truth_and_always_gets_its_answer(Script script) {
        OutcomeSearch.Found found = new OutcomeSearch(script.actions(), retrying(), Wiring.RIGHT).search();

        requireAllFates(found, 512, 192);
        assertThat(found.unknown()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_asks_once_is_told_the_truth_though_it_knows_less(Script script) {
        OutcomeSearch.Found found = new OutcomeSearch(script.actions(), asking(), Wiring.RIGHT).search();

        requireAllFates(found, 512, 192);
        assertThat(found.unknown()).isGreaterThan(512);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("full")
    void the_opening_of_the_session_may_have_any_fate_too(Script script) {
        OutcomeSearch.Found found = new OutcomeSearch(script.actions(), retrying(), Wiring.RIGHT, true).search();

        requireAllFates(found, 4096, 4 * 512);
    }

    private static void requireAllFates(OutcomeSearch.Found found, int runs, int each) {
        assertThat(found.convicted()).isEmpty();
        assertThat(found.runs()).isEqualTo(runs);
        assertThat(found.operations()).isGreaterThanOrEqualTo(4L * runs);
        assertThat(Arrays.asList(Fate.values()))
                .as("%s", found.struck())
                .allMatch(fate -> found.struck().getOrDefault(fate, 0) >= each);
    }

    /// So many retries that no single fate takes the answer away.
    static RetryOptions retrying() {
        return RetryOptions.DEFAULT
                .withDeadline(Duration.ofMillis(200))
                .withAttempt(Duration.ofMillis(30))
                .withBackoff(Duration.ofMillis(2), Duration.ofMillis(10))
                .withBudget(1, 10);
    }

    /// No retries.
    static RetryOptions asking() {
        return retrying().withDeadline(Duration.ofMillis(30)).withBudget(0, 0);
    }
}
