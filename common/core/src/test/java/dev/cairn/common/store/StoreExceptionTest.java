package dev.cairn.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One clear line for each kind of failure.
final class StoreExceptionTest {
    private final IOException cause = new IOException("/data/000007.log: No space left on device");

    @Test
    void refusals_and_failures_say_what_they_were_told() {
        assertThat(new StoreException.Refused("value of 9 bytes is over the limit"))
                .hasMessage("value of 9 bytes is over the limit");
        assertThat(new StoreException.Failed("cannot list /data", cause))
                .hasMessage("cannot list /data")
                .hasCause(cause);
        assertThat(new StoreException.UnknownOutcome("no answer in 5 s", cause))
                .hasMessage("no answer in 5 s")
                .hasCause(cause);
    }

    @Test
    void what_is_closed_is_named() {
        assertThat(new StoreException.Closed("store /data"))
                .hasMessage("store /data is closed")
                .hasNoCause();
    }

    @Test
    void a_locked_directory_says_what_to_do() {
        assertThat(new StoreException.Locked("/data", cause))
                .hasMessage("/data is in use by another process: close that one first")
                .hasCause(cause);
    }

    @Test
    void a_poisoned_store_names_the_first_failure_and_what_to_do() {
        assertThat(new StoreException.ReadOnly("/data", cause))
                .hasMessage("/data takes no more writes since an earlier one failed"
                        + " (/data/000007.log: No space left on device): mend the disk and open the store again")
                .hasCause(cause);
    }

    @Test
    void what_another_process_has_told_is_passed_on_in_its_words() {
        assertThat(StoreException.ReadOnly.told("/data takes no more writes")).hasMessage("/data takes no more writes");
        assertThat(StoreException.Failed.told("cannot sync /data")).hasMessage("cannot sync /data");
        assertThat(StoreException.Closed.told("snapshot 7 is gone")).hasMessage("snapshot 7 is gone");
        StoreException.Corrupt corrupt = StoreException.Corrupt.told("000007.log is corrupt at byte 5");
        assertThat(corrupt).hasMessage("000007.log is corrupt at byte 5");
        assertThat(corrupt.file()).isEmpty();
    }

    @Test
    void an_unavailable_node_may_know_another() {
        assertThat(new StoreException.Unavailable("not the leader", Optional.of("n2:7000")).elsewhere())
                .contains("n2:7000");
        assertThat(new StoreException.Unavailable("no leader", Optional.empty()).elsewhere())
                .isEmpty();
    }

    @Test
    void corruption_has_file_offset_expected_and_actual() {
        StoreException.Corrupt corrupt =
                new StoreException.Corrupt("/data/000007.log", 32_768, "checksum 1a2b3c4d", "00000000");

        assertThat(corrupt)
                .hasMessage("/data/000007.log is corrupt at byte 32768: expected checksum 1a2b3c4d, found 00000000");
        assertThat(corrupt.file()).isEqualTo("/data/000007.log");
        assertThat(corrupt.offset()).isEqualTo(32_768);
        assertThat(corrupt.expected()).isEqualTo("checksum 1a2b3c4d");
        assertThat(corrupt.actual()).isEqualTo("00000000");
    }

    @Test
    void every_kind_is_told_apart_without_a_default() {
        assertThat(mayHaveTakenEffect(new StoreException.UnknownOutcome("", cause)))
                .isTrue();
        assertThat(mayHaveTakenEffect(new StoreException.Unavailable("", Optional.empty())))
                .isFalse();
    }

    private static boolean mayHaveTakenEffect(StoreException failure) {
        return switch (failure) {
            case StoreException.UnknownOutcome _ -> true;
            case StoreException.Refused _,
                    StoreException.Closed _,
                    StoreException.Locked _,
                    StoreException.ReadOnly _,
                    StoreException.Unavailable _,
                    StoreException.Failed _,
                    StoreException.Corrupt _ -> false;
        };
    }
}
