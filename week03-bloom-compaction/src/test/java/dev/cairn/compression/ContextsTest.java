package dev.cairn.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who makes native contexts, and who frees them.
final class ContextsTest {
    private final List<Held> made = new ArrayList<>();
    private final Contexts<Held> contexts = new Contexts<>(this::make);

    @Test
    void one_user_after_another_has_the_same() {
        assertThat(contexts.use(held -> held.number)).isZero();
        assertThat(contexts.use(held -> held.number)).isZero();
        assertThat(made).hasSize(1);
    }

    @Test
    void two_users_at_a_time_have_two() {
        int inner = contexts.use(_ -> contexts.use(held -> held.number));
        assertThat(inner).isEqualTo(1);
        assertThat(contexts.idle()).isEqualTo(2);
    }

    @Test
    void one_whose_use_fails_is_freed_and_not_used_again() {
        assertThatIllegalStateException()
                .isThrownBy(() -> contexts.use(_ -> {
                    throw new IllegalStateException("no");
                }));
        assertThat(made.getFirst().isClosed).isTrue();
        assertThat(contexts.use(held -> held.number)).isEqualTo(1);
    }

    @Test
    void all_that_nobody_uses_can_be_freed() {
        contexts.use(_ -> contexts.use(_ -> 0));
        contexts.free();
        assertThat(made).hasSize(2).allMatch(held -> held.isClosed);
        assertThat(contexts.idle()).isZero();
    }

    private Held make() {
        Held held = new Held(made.size());
        made.add(held);
        return held;
    }

    /// A context that knows whether it was freed.
    private static final class Held implements Closeable {
        private final int number;
        private boolean isClosed;

        Held(int number) {
            this.number = number;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
