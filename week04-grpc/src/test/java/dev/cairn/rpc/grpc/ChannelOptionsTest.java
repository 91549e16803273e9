package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.access.ClientAccess;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Limits under which an answer to a write could not be read, and others.
class ChannelOptionsTest {
    private static final ChannelOptions DEFAULTS = ChannelOptions.defaults(Runnable::run);
    private static final int KEY_BYTES_MAX = 64 * 1024;

    @Test
    void what_an_answer_to_a_write_needs_is_the_least() {
        assertThat(DEFAULTS.withMessageBytesMax(1024).messageBytesMax()).isEqualTo(1024);
        refuses("messageBytesMax is 1023, but must be at least 1024", () -> DEFAULTS.withMessageBytesMax(1023));
        refuses("metadataBytesMax is 1023, but must be", () -> options(1023, Duration.ofSeconds(1)));
        refuses("keepAlive is PT0S, but must be", () -> options(1024, Duration.ZERO));
        refuses(
                "keepAlive is PT24H0.001S, but",
                () -> options(1024, Duration.ofDays(1).plusMillis(1)));
    }

    @Test
    void a_row_that_a_server_takes_can_be_read_with_the_key_behind_it() {
        int largestPut = ServerOptions.defaults().messageBytesMax();
        assertThat(DEFAULTS.messageBytesMax()).isGreaterThan(largestPut + KEY_BYTES_MAX + 100);
    }

    private static ChannelOptions options(int metadataBytesMax, Duration keepAlive) {
        return new ChannelOptions(1024, metadataBytesMax, keepAlive, Runnable::run, ClientAccess.plain());
    }

    private static void refuses(String message, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(StoreException.Refused.class).hasMessageContaining(message);
    }
}
