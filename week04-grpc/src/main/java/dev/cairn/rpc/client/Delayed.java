package dev.cairn.rpc.client;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.time.Duration;

/// Something that is done once, after a while, in the background.
///
/// It is never cancelled: what it does looks first whether it is still wanted. Confined to its background.
final class Delayed implements Job {
    private final String name;
    private final Duration delay;
    private final Runnable action;
    private boolean isDue;

    private Delayed(String name, Duration delay, Runnable action) {
        this.name = name;
        this.delay = delay;
        this.action = action;
    }

    /// Has `background` do it, after `delay` at the earliest.
    static void start(Background background, String name, Duration delay, Runnable action) {
        var _ = background.start(new Delayed(name, delay, action));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Next step() {
        if (isDue) {
            action.run();
            return Job.done();
        }
        isDue = true;
        return Job.after(delay);
    }
}
