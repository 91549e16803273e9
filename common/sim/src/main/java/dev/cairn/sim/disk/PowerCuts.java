package dev.cairn.sim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Enumerates what a power cut may leave of a whole disk.
///
/// Every directory independently keeps a subset of its pending changes; every file that is then reachable is left
/// with one of its remainders ([FileCuts]). All combinations are tried while they are few. Beyond that one file
/// varies while the others keep everything, then while they keep nothing, and random combinations are added up to
/// the limit.
///
/// The order is fixed and begins with the simplest: nothing lost, then everything pending lost.
public final class PowerCuts {
    private static final int SAMPLE_TRIES_FACTOR = 2;

    private final DiskState state;
    private final CutLimits limits;
    private final Consumer<DiskImage> visitor;

    private PowerCuts(DiskState state, CutLimits limits, Consumer<DiskImage> visitor) {
        this.state = state;
        this.limits = limits;
        this.visitor = visitor;
    }

    /// Shows `visitor` the legal remainders of `state`; some may be shown more than once.
    public static void forEach(DiskState state, CutLimits limits, Consumer<DiskImage> visitor) {
        new PowerCuts(state, limits, visitor).run();
    }

    private void run() {
        List<DirectoryState> directories = state.directories();
        List<List<BitSet>> subsets = new ArrayList<>();
        for (DirectoryState directory : directories) {
            subsets.add(Subsets.of(directory.pending().size(), limits.entriesExhaustive(), limits.samples()));
        }
        int[] sizes = subsets.stream().mapToInt(List::size).toArray();
        List<int[]> choices = combinations(sizes, limits.imagesMax());
        int imagesEachMax = Math.max(2, limits.imagesMax() / choices.size());
        for (int[] choice : choices) {
            Map<DirectoryState, BitSet> kept = HashMap.newHashMap(choice.length);
            for (int i = 0; i < choice.length; i++) {
                kept.put(directories.get(i), subsets.get(i).get(choice[i]));
            }
            visitFiles(new Layout(state.root(), kept), imagesEachMax);
        }
    }

    private void visitFiles(Layout layout, int imagesMax) {
        List<List<FileState.Remainder>> remainders = new ArrayList<>();
        layout.files().forEach(file -> remainders.add(file.remainders(limits)));
        int[] sizes = remainders.stream().mapToInt(List::size).toArray();
        for (int[] choice : combinations(sizes, imagesMax)) {
            FileState.Remainder[] files = new FileState.Remainder[choice.length];
            for (int i = 0; i < choice.length; i++) {
                files[i] = remainders.get(i).get(choice[i]);
            }
            visitor.accept(new DiskImage(layout, files));
        }
    }

    /// Choices of one index below each of `sizes`: all of them if they are at most `max`, which is at least 2.
    private static List<int[]> combinations(int[] sizes, int max) {
        long product = 1;
        for (int size : sizes) {
            product = Math.min(Integer.MAX_VALUE, product * size);
        }
        return product <= max ? all(sizes, (int) product) : some(sizes, max);
    }

    private static List<int[]> all(int[] sizes, int product) {
        List<int[]> choices = new ArrayList<>(product);
        int[] next = new int[sizes.length];
        for (int n = 0; n < product; n++) {
            choices.add(next.clone());
            int i = 0;
            while (i < sizes.length && ++next[i] == sizes[i]) {
                next[i++] = 0;
            }
        }
        return choices;
    }

    private static List<int[]> some(int[] sizes, int max) {
        int[] allKept = new int[sizes.length];
        int[] allLost = Arrays.stream(sizes).map(size -> Math.min(1, size - 1)).toArray();
        List<int[]> choices = new ArrayList<>(List.of(allKept, allLost));
        addVaried(choices, allKept, sizes, max / 2);
        addVaried(choices, allLost, sizes, max);
        SplittableRandom random = new SplittableRandom(sizes.length);
        for (int tries = 0; choices.size() < max && tries < max / SAMPLE_TRIES_FACTOR; tries++) {
            int[] sample = new int[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                sample[i] = random.nextInt(sizes[i]);
            }
            choices.add(sample);
        }
        return choices;
    }

    /// Adds the choices that differ from `base` in one place, until there are `max` choices.
    private static void addVaried(List<int[]> choices, int[] base, int[] sizes, int max) {
        for (int i = 0; i < sizes.length; i++) {
            for (int value = 0; value < sizes[i] && choices.size() < max; value++) {
                if (value != base[i]) {
                    int[] varied = base.clone();
                    varied[i] = value;
                    choices.add(varied);
                }
            }
        }
    }
}
