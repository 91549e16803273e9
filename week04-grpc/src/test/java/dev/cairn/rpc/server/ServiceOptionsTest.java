package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Limits that are refused.
class ServiceOptionsTest {
    private static final ServiceOptions DEFAULTS = ServiceOptions.defaults();
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void what_is_impossible_is_refused_by_name_and_with_what_was_allowed() {
        refuses("requestsMax is 0, which is not from 1 to 2147483647", () -> DEFAULTS.withUnderWay(0, 1));
        refuses("underWayBytesMax is -1", () -> DEFAULTS.withUnderWay(1, -1));
        refuses("slots is 65537, which is not from 1 to 65536", () -> DEFAULTS.withSessions(1, 65_537, SECOND));
        refuses("sessionsMax is 0", () -> DEFAULTS.withSessions(0, 1, SECOND));
        refuses("sessionTimeToLive in ms is 0", () -> DEFAULTS.withSessions(1, 1, Duration.ofNanos(999_999)));
        refuses("snapshotsMax is 0", () -> DEFAULTS.withSnapshots(0, SECOND));
        refuses("snapshotTimeToLive in ms is", () -> DEFAULTS.withSnapshots(1, Duration.ofDays(366)));
        refuses("scansMax is 0", () -> DEFAULTS.withScans(0, SECOND));
        refuses("scanIdleMax in ms is", () -> DEFAULTS.withScans(1, Duration.ofSeconds(Long.MAX_VALUE)));
        refuses("sessionTimeToLive in ms is", () -> DEFAULTS.withSessions(1, 1, Duration.ofSeconds(Long.MAX_VALUE)));
        refuses("scanChunkBytes is 0", () -> DEFAULTS.withScanChunkBytes(0));
    }

    @Test
    void each_limit_goes_where_it_belongs() {
        ServiceOptions options = DEFAULTS.withUnderWay(1, 2)
                .withSessions(3, 4, SECOND)
                .withSnapshots(5, SECOND.multipliedBy(2))
                .withScans(6, SECOND.multipliedBy(3))
                .withScanChunkBytes(7);
        assertThat(options)
                .isEqualTo(new ServiceOptions(
                        1,
                        2,
                        new ServiceOptions.SessionLimits(3, 4, SECOND),
                        new ServiceOptions.SnapshotLimits(5, SECOND.multipliedBy(2)),
                        new ServiceOptions.ScanLimits(6, SECOND.multipliedBy(3), 7)));
    }

    private static void refuses(String message, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(StoreException.Refused.class).hasMessageContaining(message);
    }
}
