package dev.cairn.rpc.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.history.Operation.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever becomes of the messages of three operations, what the client is told is true: TESTING.md, week 4.
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
                new Action.Put(KEY, A),
                new Action.Delete(KEY),
                new Action.Cas(KEY, Optional.empty(), Optional.of(B)));

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
    void a_client_that_retries_gets_nothing_wrong(Script script) {
        OutcomeSearch.Found found = new OutcomeSearch(script.actions(), retrying(), Wiring.RIGHT).search();
        System.out.println(found);
        assertThat(found.convicted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_asks_once_gets_nothing_wrong(Script script) {
        OutcomeSearch.Found found = new OutcomeSearch(script.actions(), asking(), Wiring.RIGHT).search();
        System.out.println(found);
        assertThat(found.convicted()).isEmpty();
    }

    static RetryOptions retrying() {
        return RetryOptions.DEFAULT
                .withDeadline(Duration.ofMillis(200))
                .withAttempt(Duration.ofMillis(30))
                .withBackoff(Duration.ofMillis(2), Duration.ofMillis(10))
                .withBudget(1, 10);
    }

    static RetryOptions asking() {
        return retrying().withDeadline(Duration.ofMillis(30)).withBudget(0, 0);
    }
}
