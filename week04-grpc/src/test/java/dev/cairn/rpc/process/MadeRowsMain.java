package dev.cairn.rpc.process;

import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.rpc.server.ServiceOptions;
import java.io.IOException;

/// A node over rows that are made when they are read: `MadeRowsMain ROWS VALUE_BYTES`.
///
/// It says `ready PORT`, and ends with its standard input. Its figures say how much was made.
final class MadeRowsMain {
    private MadeRowsMain() {}

    public static void main(String[] arguments) throws IOException {
        MadeRows rows = new MadeRows(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        EngineMain.serve(ServedStore.open(_ -> rows, MadeRows::figures, ServiceOptions.defaults(), Door.loopback(0)));
    }
}
