package dev.cairn.sim.model;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.StorePromises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Draws histories from a seed: few keys, so that steps meet, and the awkward ones among them.
///
/// Confined to one thread.
final class StepSource {
    private static final List<Bytes> KEYS = List.of(
            Bytes.EMPTY,
            Bytes.hex("00"),
            Bytes.hex("0000"),
            Bytes.hex("00636169726e"),
            utf8("a"),
            utf8("a\0"),
            utf8("aa"),
            utf8("ab"),
            utf8("b"),
            Bytes.hex("7f"),
            Bytes.hex("80"),
            Bytes.hex("80ff"),
            Bytes.hex("ff"),
            Bytes.hex("ffff"));
    private static final List<Bytes> VALUES = List.of(Bytes.EMPTY, utf8("1"), utf8("2"), utf8("__TOMBSTONE__"));
    private static final List<Integer> LARGE_VALUE_BYTES = List.of(4_089, 5_000, 32_761, 40_000);

    private final SplittableRandom random;
    private final StorePromises promises;

    StepSource(long seed, StorePromises promises) {
        random = new SplittableRandom(seed);
        this.promises = promises;
    }

    /// The next `count` steps.
    List<Step> take(int count) {
        List<Step> steps = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            steps.add(next());
        }
        return steps;
    }

    private Step next() {
        int chance = random.nextInt(100);
        if (chance < 40) {
            return new Step.Write(batch());
        }
        if (chance < 50) {
            return promises.comparesAndSets()
                    ? new Step.CompareAndSet(key(), valueOrNothing(), valueOrNothing())
                    : new Step.Write(batch());
        }
        if (chance < 60) {
            return new Step.Get(view(), key());
        }
        if (chance < 70) {
            return new Step.Scan(view(), range(), random.nextBoolean());
        }
        if (chance < 73) {
            return new Step.Reopen();
        }
        return promises.isolation() == StorePromises.Isolation.SNAPSHOT
                ? stepOnWhatIsOpen(chance)
                : new Step.Get(0, key());
    }

    private Step stepOnWhatIsOpen(int chance) {
        if (chance < 76) {
            return new Step.TakeSnapshot();
        }
        if (chance < 78) {
            return new Step.CloseSnapshot(random.nextInt(10));
        }
        if (chance < 82) {
            return new Step.OpenCursor(view(), range());
        }
        return new Step.Move(random.nextInt(10), pick(List.of(Step.Direction.values())), key());
    }

    private WriteBatch batch() {
        WriteBatch.Builder builder = WriteBatch.builder();
        int mutations = random.nextInt(4) == 0 ? random.nextInt(6) : 1;
        for (int each = 0; each < mutations; each++) {
            if (random.nextInt(3) == 0) {
                builder.delete(key());
            } else {
                builder.put(key(), value());
            }
        }
        return builder.build();
    }

    private KeyRange range() {
        return switch (random.nextInt(5)) {
            case 0 -> KeyRange.all();
            case 1 -> KeyRange.from(key());
            case 2 -> KeyRange.to(key());
            case 3 -> KeyRange.prefix(key());
            default -> KeyRange.between(key(), key());
        };
    }

    private int view() {
        return promises.isolation() == StorePromises.Isolation.SNAPSHOT ? random.nextInt(4) : 0;
    }

    private Bytes key() {
        return pick(KEYS);
    }

    private Optional<Bytes> valueOrNothing() {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value());
    }

    private Bytes value() {
        return random.nextInt(25) == 0 ? Bytes.wrap(new byte[pick(LARGE_VALUE_BYTES)]) : pick(VALUES);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
