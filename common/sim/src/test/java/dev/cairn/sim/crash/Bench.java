package dev.cairn.sim.crash;
import java.util.*;
/// tmp
final class Bench {
    static Workload wl(int n, long seed) {
        List<Op> ops = new ArrayList<>();
        java.util.SplittableRandom r = new java.util.SplittableRandom(seed);
        for (int i = 0; i < n; i++) {
            int c = r.nextInt(10);
            if (c == 9) ops.add(new Op.Reopen());
            else if (c == 8) ops.add(new Op.Kill());
            else if (c == 7) ops.add(Op.delete("k" + r.nextInt(5)));
            else if (c >= 5) ops.add(Op.batch(new dev.cairn.common.store.Mutation.Put(dev.cairn.common.bytes.Bytes.utf8("a"+r.nextInt(5)), dev.cairn.common.bytes.Bytes.utf8("v"+i)), new dev.cairn.common.store.Mutation.Put(dev.cairn.common.bytes.Bytes.utf8("b"+r.nextInt(5)), dev.cairn.common.bytes.Bytes.utf8("w"+i+"x".repeat(r.nextInt(40))))));
            else ops.add(Op.put("k" + r.nextInt(5), "v" + i));
        }
        return new Workload("bench", OptionalLong.of(seed), ops);
    }
    public static void main(String[] a) {
        for (Defect d : Defect.values()) {
            try { System.out.println(d + " ok\n" + CrashSearch.of(ToyStore.subject(d)).run(wl(40, 1))); }
            catch (dev.cairn.sim.Violation v) { System.out.println(d + ": " + v.getMessage()); if (d==Defect.NONE && v.getCause()!=null) v.getCause().printStackTrace(System.out); }
        }
        for (int i = 0; i < 8; i++) System.out.println(CrashSearch.of(ToyStore.subject(Defect.NONE)).run(wl(40, 100+i)));
    }
}
