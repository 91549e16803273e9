package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Limits know the heap that they protect.
class HeapShareTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void a_large_heap_changes_nothing_and_of_a_small_one_it_is_an_eighth() {
        assertThat(new HeapShare(4096 * MIB).of(256 * MIB)).isEqualTo(256 * MIB);
        assertThat(new HeapShare(256 * MIB).of(256 * MIB)).isEqualTo(32 * MIB);
    }

    @Test
    void one_that_is_allowed_alone_fits() {
        assertThat(new HeapShare(64 * MIB).of(256 * MIB, 16 * MIB)).isEqualTo(16 * MIB);
        assertThat(new HeapShare(0).of(256 * MIB)).isEqualTo(1);
    }

    @Test
    void the_doors_keep_to_it() {
        Doors doors = GuardedDoors.doors("--max-message", "1048576");
        HeapShare heap = HeapShare.ofProcess();
        assertThat(doors.grpc().answerBytesMax()).isEqualTo(heap.of(256 * MIB));
        assertThat(doors.grpc().connections().arrivingBytesMax()).isEqualTo(heap.of(256 * MIB, MIB));
        assertThat(doors.http().orElseThrow().limits().bodiesBytesMax()).isEqualTo(heap.of(256 * MIB, MIB));
    }
}
