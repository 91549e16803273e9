package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The one table from failures to exit codes.
class ExitCodeTest {
    private final IOException cause = new IOException("no luck");

    @Test
    void a_refusal_is_the_users() {
        assertThat(ExitCode.of(new StoreException.Refused("no"))).isEqualTo(ExitCode.USAGE);
        assertThat(ExitCode.USAGE.code()).isEqualTo(2);
    }

    @Test
    void what_lies_around_the_program_is_the_environments() {
        assertThat(ExitCode.of(new StoreException.Locked("d", cause))).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(new StoreException.Failed("x", cause))).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(new StoreException.ReadOnly("d", cause))).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(new StoreException.UnknownOutcome("x", cause))).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.of(new StoreException.Unavailable("x", Optional.empty())))
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(ExitCode.ENVIRONMENT.code()).isEqualTo(3);
    }

    @Test
    void corruption_has_a_code_of_its_own() {
        assertThat(ExitCode.of(new StoreException.Corrupt("f", 0, "a", "b"))).isEqualTo(ExitCode.CORRUPTION);
        assertThat(ExitCode.CORRUPTION.code()).isEqualTo(4);
    }

    @Test
    void to_use_what_is_closed_is_a_bug() {
        assertThat(ExitCode.of(new StoreException.Closed("the store"))).isEqualTo(ExitCode.BUG);
    }

    @Test
    void what_another_process_has_closed_is_the_environments() {
        assertThat(ExitCode.of(StoreException.Closed.told("gone"))).isEqualTo(ExitCode.ENVIRONMENT);
    }
}
