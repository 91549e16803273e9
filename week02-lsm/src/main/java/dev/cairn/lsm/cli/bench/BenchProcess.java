package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.cli.bench.system.ChildJvm;
import java.io.IOException;
import java.util.function.Consumer;

/// A fresh JVM that runs one [BenchPlan]. Stateless.
final class BenchProcess {
    private BenchProcess() {}

    /// Runs `plan`, and hands on each result as it comes.
    ///
    /// @throws StoreException.Failed if it ends otherwise than it should
    static void run(BenchPlan plan, ChildJvm jvm, Consumer<BenchResult> results) throws IOException {
        int code = jvm.run(
                BenchChild.class,
                Codecs.json(BenchPlan.class).encode(plan).toUtf8(),
                line -> results.accept(Codecs.json(BenchResult.class).decode(Bytes.utf8(line))));
        if (code != 0 && !plan.isKilled()) {
            throw new StoreException.Failed(
                    "the process of " + plan.engine() + " ended with code " + code + "; its message stands above",
                    new IOException("exit code " + code));
        }
    }
}
