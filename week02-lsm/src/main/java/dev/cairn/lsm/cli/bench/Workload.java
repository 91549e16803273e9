package dev.cairn.lsm.cli.bench;

import dev.cairn.common.store.StoreException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is done to a store, as db_bench names it.
enum Workload {
    FILLSEQ(Kind.FILL, 1, "puts all rows in the order of their keys"),
    FILLRANDOM(Kind.FILL, 1, "puts as many rows, of random keys"),
    FILLBATCH(Kind.FILL, 1, "puts all rows in order, 1,000 in a batch"),
    FILLSYNC(Kind.SYNCED_FILL, 1, "puts rows of random keys, each durable before the next; a hundredth of the rows"),
    FILLSYNC8(Kind.SYNCED_FILL, 8, "the same by 8 writers at a time"),
    FILLSYNC32(Kind.SYNCED_FILL, 32, "the same by 32 writers at a time"),
    OVERWRITE(Kind.USE, 1, "puts random rows that are there"),
    READRANDOM(Kind.USE, 1, "gets random rows"),
    READRANDOM2(Kind.USE, 2, "the same by two readers at a time"),
    READMISSING(Kind.USE, 1, "gets keys that are not there"),
    READSEQ(Kind.USE, 1, "reads all rows in order; an operation is a row"),
    READREVERSE(Kind.USE, 1, "reads all rows in reverse; an operation is a row"),
    SEEKRANDOM(Kind.USE, 1, "seeks a random key and reads ten rows; a tenth of the rows"),
    READWHILEWRITING(Kind.USE, 1, "gets random rows, while another thread puts"),
    READCOLD(
            Kind.COLD_USE,
            1,
            "opens the store anew, whose files the system was asked to forget, and gets random rows; a tenth of them"),
    DELETERANDOM(Kind.USE, 1, "deletes random rows"),
    RECOVER(Kind.RECOVERY, 1, "opens a store whose process was killed after 0.4 of the rows");

    private final Kind kind;
    private final int threads;
    private final String summary;

    /// What a workload needs, and what it leaves.
    enum Kind {
        /// Begins with an empty store.
        FILL,
        /// Begins with an empty store that syncs every write.
        SYNCED_FILL,
        /// Goes on with the store that is there.
        USE,
        /// Goes on with the store that is there, after it and the system have forgotten it.
        COLD_USE,
        /// Has processes of its own.
        RECOVERY
    }

    /// What an operation writes.
    enum Writes {
        /// It reads.
        NOTHING,
        /// A tombstone.
        KEYS,
        /// A key and its value.
        ROWS
    }

    Workload(Kind kind, int threads, String summary) {
        this.kind = kind;
        this.threads = threads;
        this.summary = summary;
    }

    Kind kind() {
        return kind;
    }

    int threads() {
        return threads;
    }

    String summary() {
        return summary;
    }

    /// How many operations one thread does, of a store of `rows` rows.
    long operations(long rows) {
        return switch (this) {
            case FILLSYNC -> Math.max(1, rows / 100);
            case FILLSYNC8, FILLSYNC32 -> Math.max(1, rows / 100 / 4);
            case SEEKRANDOM, READCOLD -> Math.max(1, rows / 10);
            case RECOVER -> Math.max(1, rows * 2 / 5);
            default -> rows;
        };
    }

    /// What an operation writes.
    Writes writes() {
        return switch (this) {
            case FILLSEQ,
                    FILLRANDOM,
                    FILLBATCH,
                    FILLSYNC,
                    FILLSYNC8,
                    FILLSYNC32,
                    OVERWRITE,
                    READWHILEWRITING,
                    RECOVER -> Writes.ROWS;
            case DELETERANDOM -> Writes.KEYS;
            case READRANDOM, READRANDOM2, READCOLD, READMISSING, READSEQ, READREVERSE, SEEKRANDOM -> Writes.NOTHING;
        };
    }

    /// Whether it begins with an empty store.
    boolean isFilling() {
        return switch (kind) {
            case FILL, SYNCED_FILL, RECOVERY -> true;
            case USE, COLD_USE -> false;
        };
    }

    /// The name that a person types.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The workload of that name.
    static Workload named(String label) {
        return Arrays.stream(values())
                .filter(workload -> workload.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new StoreException.Refused("the workload \"" + label + "\" is not known: use "
                        + Arrays.stream(values()).map(Workload::label).collect(Collectors.joining(", "))));
    }
}
