package dev.cairn.wal.cli.process;

import dev.cairn.sim.contract.program.ProgramProcess;
import dev.cairn.workbook.Notes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Starts `cairn` as a process of its own. An unfinished exercise that it meets is one that the test has met.
final class CairnProcess {
    private CairnProcess() {}

    /// `cairn arguments`, with `home` as its working directory and for its temporary files.
    static ProgramProcess start(Path home, Object... arguments) throws IOException {
        return start(home, List.of(), List.of(), arguments);
    }

    /// The same, begun by another program and with options for its Java virtual machine.
    static ProgramProcess start(Path home, List<String> wrapper, List<String> jvm, Object... arguments)
            throws IOException {
        return new ProgramProcess.Program(wrapper, jvm, CairnMain.class, Notes::heard).start(home, arguments);
    }
}
