package dev.cairn.rpc.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.Trace;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the searches are worth: clients and servers that are wrong do not get past them.
class MutantTest {
    private static final int SEEDS_MAX = 100;

    @ParameterizedTest
    @EnumSource
    void random_runs_convict_whoever_is_wrong(Mutant mutant) {
        List<Violation> found = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS_MAX && found.isEmpty(); seed++) {
            try {
                new Cluster(new World(seed, Trace.off()), Setup.drawn(seed, RetrySimulation.STEPS), mutant.wiring())
                        .run();
            } catch (Violation violation) {
                found.add(violation);
            }
        }
        assertThat(found).hasSize(1).allMatch(mutant::explains);
    }

    @Test
    void all_fates_convict_a_client_that_sends_again_without_an_id() {
        assertConvicted(Mutant.RESENDS_WITHOUT_ID, OutcomeSearchTest.retrying(), "DROP_REPLY");
    }

    @Test
    void all_fates_convict_a_client_that_takes_a_timeout_for_a_failure() {
        assertConvicted(Mutant.TIMEOUT_IS_FAILURE, OutcomeSearchTest.asking(), "DROP_REPLY");
    }

    @Test
    void all_fates_convict_a_server_that_forgets_its_answers() {
        assertConvicted(Mutant.FORGETS_ANSWERS, OutcomeSearchTest.retrying(), "KILL_AFTER");
    }

    private static void assertConvicted(Mutant mutant, RetryOptions retry, String fate) {
        OutcomeSearch.Found found =
                new OutcomeSearch(OutcomeSearchTest.Script.PUT_CAS_GET.actions(), retry, mutant.wiring()).search();
        assertThat(found.convicted())
                .anyMatch(violation ->
                        mutant.explains(violation) && violation.verdict().contains("DELIVER, " + fate + ", "));
    }
}
