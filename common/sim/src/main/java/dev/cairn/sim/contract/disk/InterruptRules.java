package dev.cairn.sim.contract.disk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The part of `DiskContract` about interrupts: no operation is ended by one, closes anything, or loses the flag.
public interface InterruptRules extends DiskFixture {
    @Test
    default void operations_on_names_work_in_an_interrupted_thread() throws Exception {
        Disk inner = whileInterrupted(() -> disk().directory("inner"));
        whileInterrupted(() -> done(inner::makeDirectory));
        Closeable lock = whileInterrupted(() -> inner.lock("LOCK"));
        whileInterrupted(() -> done(() -> inner.create("file").close()));
        whileInterrupted(() -> done(() -> inner.rename("file", "moved")));
        whileInterrupted(() -> done(() -> inner.truncate("moved", 0)));
        whileInterrupted(() -> done(inner::syncDirectory));

        assertThat(whileInterrupted(inner::isDirectory)).isTrue();
        assertThat(whileInterrupted(() -> inner.exists("moved"))).isTrue();
        assertThat(whileInterrupted(inner::list)).containsExactlyInAnyOrder("LOCK", "moved");

        whileInterrupted(() -> done(() -> inner.delete("moved")));
        whileInterrupted(() -> done(lock::close));
        assertThat(inner.list()).containsExactly("LOCK");
    }

    @Test
    default void appends_work_in_an_interrupted_thread() throws Exception {
        AppendFile file = whileInterrupted(() -> disk().create("file"));

        whileInterrupted(() -> done(() -> file.append(DiskFixture.ascii("one "))));
        whileInterrupted(() -> done(() -> file.preallocate(9)));
        whileInterrupted(() -> done(file::sync));
        whileInterrupted(() -> done(() -> file.append(DiskFixture.ascii("two"))));
        whileInterrupted(() -> done(file::close));

        assertThat(read("file")).isEqualTo("one two\0\0");
    }

    @Test
    default void reads_work_in_an_interrupted_thread() throws Exception {
        write("file", "0123456789");
        ReadFile file = whileInterrupted(() -> disk().open("file"));

        assertThat(whileInterrupted(file::size)).isEqualTo(10);
        assertThat(whileInterrupted(() -> DiskFixture.text(file, 3, 4))).isEqualTo("3456");
        assertThat(whileInterrupted(() -> file.slice(7, 1).get(JAVA_BYTE, 0))).isEqualTo((byte) '7');
        assertThat(whileInterrupted(() -> DiskFixture.text(file, 0, 2))).isEqualTo("01");

        whileInterrupted(() -> done(file::close));
    }

    @ParameterizedTest
    @EnumSource
    default void appends_and_syncs_survive_interrupts_at_any_moment(ThreadKind kind) throws Exception {
        int rounds = 200;
        try (AppendFile file = disk().create("file");
                ReadFile reader = disk().open("file")) {
            int interrupts = underInterrupts(kind, rounds, round -> {
                file.append(ByteBuffer.allocate(100).put(0, (byte) round));
                file.sync();
            });
            assertThat(interrupts).isPositive();
            assertThat(file.size()).isEqualTo(100L * rounds);
            for (int round = 0; round < rounds; round++) {
                assertThat(reader.slice(100L * round, 100).get(JAVA_BYTE, 0)).isEqualTo((byte) round);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void reads_and_slices_survive_interrupts_at_any_moment(ThreadKind kind) throws Exception {
        write("file", "0123456789");
        try (ReadFile shared = disk().open("file")) {
            int interrupts = underInterrupts(kind, 200, _ -> {
                try (ReadFile own = disk().open("file")) {
                    assertThat(DiskFixture.text(shared, 2, 3)).isEqualTo("234");
                    assertThat(own.slice(5, 1).get(JAVA_BYTE, 0)).isEqualTo((byte) '5');
                    assertThat(own.size()).isEqualTo(10);
                }
            });
            assertThat(interrupts).isPositive();
            assertThat(DiskFixture.text(shared, 0, 99)).isEqualTo("0123456789");
        }
    }

    /// Both kinds of thread that a store may be called on.
    enum ThreadKind {
        PLATFORM,
        VIRTUAL;

        Thread start(Runnable task) {
            return this == PLATFORM
                    ? Thread.ofPlatform().daemon().start(task)
                    : Thread.ofVirtual().start(task);
        }
    }

    /// What is done over and over.
    @FunctionalInterface
    interface Round {
        /// Does it for the time `round`, counted from 0.
        void run(int round) throws Exception;
    }

    /// An operation without a result.
    @FunctionalInterface
    interface Action {
        /// Does it.
        void run() throws Exception;
    }

    /// Runs `body` in a thread that is interrupted all the time, and counts the rounds after which its flag was set.
    private static int underInterrupts(ThreadKind kind, int rounds, Round body) throws Exception {
        FutureTask<Integer> work = new FutureTask<>(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            int interrupts = 0;
            for (int round = 0; round < rounds; round++) {
                body.run(round);
                interrupts += Thread.interrupted() ? 1 : 0;
            }
            return interrupts;
        });
        Thread thread = kind.start(work);
        while (!work.isDone()) {
            thread.interrupt();
            Thread.onSpinWait();
        }
        return work.get();
    }

    private static <T> T whileInterrupted(Callable<T> operation) throws Exception {
        Thread.currentThread().interrupt();
        try {
            return operation.call();
        } finally {
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        }
    }

    private static boolean done(Action action) throws Exception {
        action.run();
        return true;
    }
}
