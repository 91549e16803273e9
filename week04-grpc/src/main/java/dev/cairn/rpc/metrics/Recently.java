package dev.cairn.rpc.metrics;

import dev.cairn.common.env.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What was counted some ten seconds ago, as far as somebody has asked then.
///
/// Nobody keeps anything for those who do not ask: a window begins where the oldest answer was given that
/// is not older than [#KEPT]. Who asks the first time, or after a pause, gets a window of nothing, and who
/// asks every second soon one of [#LENGTH].
///
/// Thread-safe.
final class Recently {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofSeconds(15);
    private static final Duration APART = Duration.ofSeconds(1);

    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /// What was counted at a moment.
    ///
    /// @param nanos of the clock
    private record Sample(long nanos, Map<RequestKind, KindMeter.Counts> counts) {}

    /// A time that ends now.
    ///
    /// @param seconds how long it is
    /// @param counts what was counted when it began
    record Window(double seconds, Map<RequestKind, KindMeter.Counts> counts) {
        KindMeter.Counts before(RequestKind kind) {
            return counts.getOrDefault(kind, KindMeter.Counts.NONE);
        }
    }

    Recently(Clock clock) {
        this.clock = clock;
    }

    /// The window until now, when `now` is what was counted.
    synchronized Window until(Map<RequestKind, KindMeter.Counts> now) {
        long nanos = clock.nanoTime();
        samples.removeIf(sample -> nanos - sample.nanos > KEPT.toNanos());
        Sample first = samples.stream()
                .filter(sample -> nanos - sample.nanos >= LENGTH.toNanos())
                .reduce((_, later) -> later)
                .or(() -> samples.stream().findFirst())
                .orElse(new Sample(nanos, now));
        if (samples.isEmpty() || nanos - samples.getLast().nanos >= APART.toNanos()) {
            samples.add(new Sample(nanos, now));
        }
        return new Window((double) (nanos - first.nanos) / TimeUnit.SECONDS.toNanos(1), first.counts);
    }
}
