package dev.cairn.rpc.cli.kv;

import dev.cairn.sim.Script;
import dev.cairn.sim.contract.program.ProgramRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of `cairn kv shell`, as a golden script: each line is one line that is typed there.
class KvScriptTest {
    @TempDir
    private Path top;

    @Test
    void a_shell_far_from_its_store() {
        try (KvServer server = KvServer.in(top.resolve("d"))) {
            Script.check(Path.of("src/test/scripts/kv-shell.script"), words -> typed(server, words));
        }
    }

    /// Each line has a shell of its own, so that its exit code can be seen.
    private static String typed(KvServer server, List<String> words) {
        ProgramRun run = server.kvReading(String.join(" ", words) + "\n", "shell");
        return run.out() + run.err() + (run.exitCode() == 0 ? "" : "exit code " + run.exitCode());
    }
}
