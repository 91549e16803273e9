package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.KeyRange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// An interrupt is a wish of the caller's, not a failure of the store: the call does its work, the flag stays set.
///
/// (In Java an interrupt of a thread inside a `FileChannel` closes the channel for everybody. A store keeps its
/// callers' threads away from it.)
public interface InterruptRules extends StoreUnderTest {
    @Test
    default void an_interrupted_writer_writes_and_stays_interrupted() {
        Race.run(List.of(() -> {
            Thread.currentThread().interrupt();
            store().put(utf8("a"), utf8("1"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }));
        assertHolds(utf8("a"), utf8("1"));
        store().put(utf8("b"), utf8("2"));
        assertRows(KeyRange.all(), "a=1", "b=2");
    }

    @Test
    default void an_interrupted_reader_reads_and_stays_interrupted() {
        store().put(utf8("a"), utf8("1"));
        assertHolds(utf8("a"), utf8("1"));
        Race.run(List.of(() -> {
            Thread.currentThread().interrupt();
            assertHolds(utf8("a"), utf8("1"));
            assertRows(KeyRange.all(), "a=1");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }));
        assertHolds(utf8("a"), utf8("1"));
    }

    @Test
    default void interrupts_of_waiting_writers_lose_no_write() {
        Set<Thread> writers = ConcurrentHashMap.newKeySet();
        AtomicInteger writing = new AtomicInteger(2);
        Race.run(List.of(() -> write("x", writers, writing), () -> write("y", writers, writing), () -> {
            while (writing.get() > 0) {
                writers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
        }));
        for (int each = 0; each < rounds(); each++) {
            assertHolds(utf8("x" + each), utf8("value " + each));
            assertHolds(utf8("y" + each), utf8("value " + each));
        }
        store().put(utf8("z"), utf8("still open"));
        assertHolds(utf8("z"), utf8("still open"));
    }

    /// Writes, and is interrupted at least before the first write; whatever is interrupted later, chance decides.
    private void write(String name, Set<Thread> writers, AtomicInteger writing) {
        int interrupts = 0;
        writers.add(Thread.currentThread());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            for (int each = 0; each < rounds(); each++) {
                store().put(utf8(name + each), utf8("value " + each));
                interrupts += Thread.interrupted() ? 1 : 0;
            }
        } finally {
            writers.remove(Thread.currentThread());
            writing.decrementAndGet();
        }
        assertThat(interrupts).as("interrupts that the store has kept").isPositive();
    }
}
