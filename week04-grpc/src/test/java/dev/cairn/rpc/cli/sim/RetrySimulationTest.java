package dev.cairn.rpc.cli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetrySimulationTest {
    @Test
    void seeds() {
        Counts all = new Counts();
        long t = System.nanoTime();
        int bad = 0;
        for (long seed = 1; seed <= Integer.getInteger("n", 200); seed++) {
            try {
                all.add(RetrySimulation.run(seed, RetrySimulation.STEPS));
            } catch (dev.cairn.sim.Violation v) {
                if (bad++ < 6) System.out.println(v.getMessage());
            }
        }
        System.out.println(all + " in " + (System.nanoTime() - t) / 1000000 + " ms; bad " + bad);
        assertThat(bad).isZero();
    }
}
