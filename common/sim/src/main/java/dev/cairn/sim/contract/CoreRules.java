package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The non-blocking core: the same operations, answered by futures that carry a `StoreException` or nothing.
public interface CoreRules extends StoreUnderTest {
    @Test
    default void a_submitted_write_is_there_when_its_future_completes() {
        StoreCore core = core();
        await(core.submitWrite(WriteBatch.builder().put(utf8("a"), utf8("1")).build()));
        assertHolds(utf8("a"), utf8("1"));
        settled(() -> assertThat(await(core.submitGet(utf8("a")))).contains(utf8("1")));
        assertThat(await(core.submitGet(utf8("b")))).isEmpty();
    }

    @Test
    default void a_submitted_comparison_answers_like_a_blocking_one() {
        assumeComparesAndSets();
        StoreCore core = core();
        assertThat(await(core.submitCompareAndSet(utf8("a"), Optional.empty(), Optional.of(utf8("1")))))
                .isTrue();
        assertThat(await(core.submitCompareAndSet(utf8("a"), Optional.empty(), Optional.of(utf8("2")))))
                .isFalse();
        assertHolds(utf8("a"), utf8("1"));
    }

    @Test
    default void a_submitted_batch_with_a_condition_is_written_whole_or_not_at_all() {
        assumeComparesAndSets();
        StoreCore core = core();
        WriteBatch first = WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .put(utf8("b"), utf8("1"))
                .build();
        WriteBatch second =
                WriteBatch.builder().delete(utf8("b")).put(utf8("c"), utf8("2")).build();
        assertThat(await(core.submitWriteIf(utf8("a"), Optional.empty(), first)))
                .isTrue();
        assertThat(await(core.submitWriteIf(utf8("a"), Optional.of(utf8("2")), second)))
                .isFalse();
        assertRows(KeyRange.all(), "a=1", "b=1");
        assertThat(await(core.submitWriteIf(utf8("a"), Optional.of(utf8("1")), second)))
                .isTrue();
        assertRows(KeyRange.all(), "a=1", "c=2");
    }

    @Test
    default void many_submitted_writes_all_arrive() {
        StoreCore core = core();
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int each = 0; each < rounds(); each++) {
            writes.add(core.submitWrite(
                    WriteBatch.builder().put(utf8("k" + each), utf8("v" + each)).build()));
        }
        writes.forEach(CoreRules::await);
        for (int each = 0; each < rounds(); each++) {
            assertHolds(utf8("k" + each), utf8("v" + each));
        }
    }

    @Test
    default void a_refused_submission_fails_its_future_and_changes_nothing() {
        assumeComparesAndSets();
        CompletableFuture<Boolean> refused =
                core().submitCompareAndSet(ReservedKeys.PREFIX, Optional.empty(), Optional.of(utf8("1")));
        assertThatThrownBy(() -> await(refused)).hasCauseInstanceOf(StoreException.Refused.class);
        assertRows(KeyRange.all());
    }

    @Test
    default void a_submission_to_a_closed_store_fails_its_future() {
        StoreCore core = core();
        store().close();
        Bytes key = utf8("a");
        CompletableFuture<Void> write =
                core.submitWrite(WriteBatch.builder().put(key, utf8("1")).build());
        assertThatThrownBy(() -> await(write)).hasCauseInstanceOf(StoreException.Closed.class);
        CompletableFuture<Optional<Bytes>> read = core.submitGet(key);
        assertThatThrownBy(() -> await(read)).hasCauseInstanceOf(StoreException.Closed.class);
    }

    private StoreCore core() {
        assumeTrue(store() instanceof StoreCore, "has no non-blocking core");
        return (StoreCore) store();
    }

    /// What the future brings; the time limit only ends a test that hangs.
    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
