package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Makes workloads.
///
/// What a seed stands for is stable: the first `n` steps of a generated workload do not depend on how many follow,
/// and the same seed gives the same steps for ever. Every value is written once only, so that states can be told
/// apart.
///
/// Immutable.
///
/// @param acts what the subject can do besides, each as likely as a reopening
/// @param valueBytesMax length of the longest value; most are short
public record Workloads(List<String> acts, int valueBytesMax) {
    private static final int KEYS = 6;
    private static final int SHORT_VALUE_BYTES_MAX = 40;
    private static final int LONG_VALUE_ONE_IN = 16;
    private static final int TICK_MILLIS_MAX = 25;

    /// The kinds of step and how often each is drawn.
    private enum Kind {
        PUT(40),
        DELETE(8),
        BATCH(14),
        BEGIN(14),
        COMPARE_AND_SET(8),
        STEP(10),
        TICK(6),
        REOPEN(4),
        KILL(4),
        ACT(4);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /// Copies the list.
    public Workloads {
        acts = List.copyOf(acts);
    }

    /// Reads and writes only, values of at most 1,000 bytes.
    public static Workloads plain() {
        return new Workloads(List.of(), 1000);
    }

    /// The same with acts.
    public Workloads withActs(String... names) {
        return new Workloads(List.of(names), valueBytesMax);
    }

    /// The same with longer or shorter values.
    public Workloads withValuesUpTo(int bytes) {
        return new Workloads(acts, bytes);
    }

    /// The workload of that seed, of that many steps. Each seed leaves out some kinds of step, so that the others
    /// meet more often.
    public Workload generated(long seed, int steps) {
        RandomGenerator random = new SplittableRandom(seed);
        Set<Kind> kinds = kinds(random);
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            ops.add(op(draw(kinds, random), i, random));
        }
        return new Workload("generated", seed, "--seed " + seed + " --steps " + steps, ops);
    }

    /// One workload of each seed from `firstSeed` on.
    public List<Workload> generated(long firstSeed, int count, int steps) {
        return Stream.iterate(firstSeed, seed -> seed + 1)
                .limit(count)
                .map(seed -> generated(seed, steps))
                .toList();
    }

    /// Every workload of at most `stepsMax` steps from a small alphabet.
    public List<Workload> exhaustive(int stepsMax) {
        List<List<Op>> all = new ArrayList<>(List.of(List.of()));
        int from = 0;
        for (int length = 1; length <= stepsMax; length++) {
            int to = all.size();
            for (List<Op> shorter : List.copyOf(all.subList(from, to))) {
                alphabet(length)
                        .forEach(op -> all.add(
                                Stream.concat(shorter.stream(), Stream.of(op)).toList()));
            }
            from = to;
        }
        return all.stream()
                .map(ops -> Workload.of("exhaustive", ops.toArray(Op[]::new)))
                .toList();
    }

    private List<Op> alphabet(int position) {
        List<Op> letters = new ArrayList<>(List.of(
                Op.put("a", "v" + position),
                Op.delete("a"),
                new Op.Write(WriteBatch.builder()
                        .put(Bytes.utf8("a"), Bytes.utf8("w" + position))
                        .put(Bytes.utf8("b"), Bytes.utf8("w" + position))
                        .build()),
                new Op.Begin(WriteBatch.builder()
                        .put(Bytes.utf8("b"), Bytes.utf8("x" + position))
                        .build()),
                Op.tick(TICK_MILLIS_MAX),
                new Op.Reopen(),
                new Op.Kill()));
        acts.forEach(act -> letters.add(new Op.Act(act)));
        return letters;
    }

    private Set<Kind> kinds(RandomGenerator random) {
        Set<Kind> kinds = EnumSet.of(Kind.PUT);
        for (Kind kind : Kind.values()) {
            boolean isPossible = kind != Kind.ACT || !acts.isEmpty();
            if (random.nextInt(4) > 0 && isPossible) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static Kind draw(Set<Kind> kinds, RandomGenerator random) {
        int drawn = random.nextInt(kinds.stream().mapToInt(kind -> kind.weight).sum());
        for (Kind kind : kinds) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind drawn");
    }

    private Op op(Kind kind, int number, RandomGenerator random) {
        return switch (kind) {
            case PUT ->
                new Op.Write(WriteBatch.builder()
                        .put(key(random), value(number, random))
                        .build());
            case DELETE -> new Op.Write(WriteBatch.builder().delete(key(random)).build());
            case BATCH -> new Op.Write(batch(number, random));
            case BEGIN -> new Op.Begin(batch(number, random));
            case COMPARE_AND_SET -> compareAndSet(number, random);
            case STEP -> Op.tick(0);
            case TICK -> Op.tick(1 + random.nextInt(TICK_MILLIS_MAX));
            case REOPEN -> new Op.Reopen();
            case KILL -> new Op.Kill();
            case ACT -> new Op.Act(acts.get(random.nextInt(acts.size())));
        };
    }

    private WriteBatch batch(int number, RandomGenerator random) {
        WriteBatch.Builder batch = WriteBatch.builder();
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            if (random.nextInt(5) == 0) {
                batch.delete(key(random));
            } else {
                batch.put(key(random), value(number, random));
            }
        }
        return batch.build();
    }

    /// Half of them expect an absent key, which is sometimes so.
    private Op compareAndSet(int number, RandomGenerator random) {
        Optional<Bytes> expected = random.nextBoolean() ? Optional.empty() : Optional.of(Bytes.utf8("v0"));
        Optional<Bytes> replacement = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value(number, random));
        return new Op.CompareAndSet(key(random), expected, replacement);
    }

    private static Bytes key(RandomGenerator random) {
        return Bytes.utf8("k" + random.nextInt(KEYS));
    }

    private Bytes value(int number, RandomGenerator random) {
        int max =
                random.nextInt(LONG_VALUE_ONE_IN) == 0 ? valueBytesMax : Math.min(valueBytesMax, SHORT_VALUE_BYTES_MAX);
        String start = "v" + number + ".";
        return Bytes.utf8(start + "x".repeat(random.nextInt(max)));
    }
}
