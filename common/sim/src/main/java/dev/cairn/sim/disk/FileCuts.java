package dev.cairn.sim.disk;

import dev.cairn.sim.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Enumerates what a power cut may leave of one file.
///
/// ```
///   durable      |=========|
///   pending      |         [--A--)[--B--)[----C----)
///   kept {A, C}  |=========[--A--)000000 [----C----)     a hole reads as zeros
///   torn C       |=========[--A--)000000 [--C
///   filled       |=========[--A--)0000000000000000       the length of B or of all survived without the bytes
///   stale        |=========[--A--)????????????????
/// ```
///
/// Every subset is tried whole; each of its writes is torn while there are few of them, else only the last; lengths
/// survive without bytes behind the end of every subset.
final class FileCuts {
    private static final int SECTOR_BYTES = 512;
    private static final int SECTORS_TORN_MAX = 4;
    private static final int NOT_TORN = -1;

    private final FileState file;
    private final CutLimits limits;
    private final List<PendingWrite> writes;
    private final int fullEnd;
    private final List<FileState.Remainder> found = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    FileCuts(FileState file, CutLimits limits) {
        this.file = file;
        this.limits = limits;
        this.writes = file.pending();
        this.fullEnd = writes.stream()
                .mapToInt(PendingWrite::end)
                .reduce(file.durable().length(), Math::max);
    }

    List<FileState.Remainder> remainders() {
        if (writes.isEmpty()) {
            return List.of(new FileState.Remainder(file.durable(), faultsOfSyncs(), () -> ""));
        }
        List<BitSet> subsets = Subsets.of(writes.size(), limits.writesExhaustive(), limits.samples());
        subsets.forEach(kept -> add(kept, NOT_TORN, 0, 0, Fill.NONE));
        for (BitSet kept : subsets) {
            addTorn(kept);
            if (limits.fills()) {
                addFilled(kept);
            }
        }
        return List.copyOf(found);
    }

    private void addTorn(BitSet kept) {
        boolean isEachTorn = writes.size() <= limits.writesExhaustive();
        for (int torn = kept.length() - 1; torn >= 0; torn = kept.previousSetBit(torn - 1)) {
            PendingWrite write = writes.get(torn);
            for (int cut : cuts(write)) {
                add(kept, torn, cut, 0, Fill.NONE);
                if (limits.fills() && torn == kept.length() - 1) {
                    add(kept, torn, cut, write.end(), Fill.ZEROS);
                }
            }
            if (!isEachTorn) {
                break;
            }
        }
    }

    private void addFilled(BitSet kept) {
        for (int end : new TreeSet<>(List.of(fillEnd(kept), fullEnd))) {
            add(kept, NOT_TORN, 0, end, Fill.ZEROS);
            add(kept, NOT_TORN, 0, end, Fill.STALE);
        }
    }

    /// Where the first write after the last kept one would end.
    private int fillEnd(BitSet kept) {
        return kept.length() == writes.size()
                ? fullEnd
                : writes.get(kept.length()).end();
    }

    private Set<Integer> cuts(PendingWrite write) {
        Set<Integer> cuts = new TreeSet<>();
        int length = write.bytes().length;
        if (limits.tornWrites() > 0) {
            cuts.add(length / 2);
        }
        if (limits.tornWrites() > 1) {
            cuts.addAll(List.of(1, 7, length - 1));
            int sector = SECTOR_BYTES - write.offset() % SECTOR_BYTES;
            for (int i = 0; i < SECTORS_TORN_MAX; i++) {
                cuts.add(sector + i * SECTOR_BYTES);
            }
        }
        cuts.removeIf(cut -> cut <= 0 || cut >= length);
        return cuts;
    }

    private void add(BitSet kept, int torn, int cut, int filledTo, Fill fill) {
        Content content = build(kept, torn, cut, filledTo, fill);
        if (seen.add(content.hash())) {
            found.add(new FileState.Remainder(
                    content, faults(kept, torn, fill), () -> describe(kept, torn, cut, content, fill)));
        }
    }

    private Content build(BitSet kept, int torn, int cut, int filledTo, Fill fill) {
        int durableEnd = file.durable().length();
        int end = fill == Fill.NONE ? durableEnd : Math.max(durableEnd, filledTo);
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            end = Math.max(
                    end,
                    i == torn ? writes.get(i).offset() + cut : writes.get(i).end());
        }
        byte[] bytes = file.durable().copy(end);
        fill.apply(bytes, durableEnd, end);
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            PendingWrite write = writes.get(i);
            System.arraycopy(write.bytes(), 0, bytes, write.offset(), i == torn ? cut : write.bytes().length);
        }
        return new Content(bytes, end);
    }

    private int faults(BitSet kept, int torn, Fill fill) {
        boolean isPrefix = kept.length() == kept.cardinality();
        return (kept.cardinality() < writes.size() ? Fault.LOST_WRITE.bit() : 0)
                | (isPrefix ? 0 : Fault.REORDERED_WRITES.bit())
                | (torn == NOT_TORN ? 0 : Fault.TORN_WRITE.bit())
                | fill.faults()
                | faultsOfSyncs();
    }

    private int faultsOfSyncs() {
        return file.isAllPending() ? 0 : Fault.SYNC_DROPS_PAGES.bit();
    }

    private String describe(BitSet kept, int torn, int cut, Content content, Fill fill) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < writes.size(); i++) {
            String fate = !kept.get(i) ? "lost" : i == torn ? "torn after " + cut + " bytes" : "kept";
            text.append(i == 0 ? "" : ", ").append(writes.get(i)).append(' ').append(fate);
        }
        return text + (fill == Fill.NONE ? "" : "; length " + content.length() + " filled with " + fill.words());
    }

    /// What stands where the length survived and the bytes did not.
    private enum Fill {
        NONE("", 0),
        ZEROS("zeros", Fault.ZERO_FILLED_EXTENSION.bit()),
        STALE("stale bytes", Fault.STALE_BYTES.bit());

        private final String words;
        private final int faults;

        Fill(String words, int faults) {
            this.words = words;
            this.faults = faults;
        }

        String words() {
            return words;
        }

        int faults() {
            return faults;
        }

        void apply(byte[] bytes, int from, int to) {
            if (this == STALE) {
                for (int i = from; i < to; i++) {
                    bytes[i] = (byte) (Content.mix(to, i) >>> 56);
                }
            }
        }
    }
}
