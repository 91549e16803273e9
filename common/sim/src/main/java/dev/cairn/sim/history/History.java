package dev.cairn.sim.history;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the clients of a store did and saw, as a list of operations in any order.
///
/// The format: `docs/formats/history.md`, a line of JSON for each operation. Immutable.
///
/// @param operations those that were called
public record History(List<Operation> operations) {
    /// Copies the list.
    public History {
        operations = List.copyOf(operations);
    }

    /// These operations.
    public static History of(Operation... operations) {
        return new History(List.of(operations));
    }

    /// Reads the lines of `in` to its end, and leaves it open.
    ///
    /// @param name what messages call the input
    /// @throws StoreException.Refused if a line is no operation: which one, what was expected, what was found
    /// @throws StoreException.Failed if the input cannot be read
    public static History read(InputStream in, String name) {
        List<Operation> operations = new ArrayList<>();
        // Latin-1 keeps every byte: which of them are UTF-8 is for whoever reads the line to find out.
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Bytes bytes = Bytes.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
                operations.add(new HistoryLine(name + " line " + (operations.size() + 1), bytes).operation());
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", name, cause);
        }
        return new History(operations);
    }

    /// Writes a line for each operation, and flushes.
    ///
    /// @throws IOException if the output fails
    public void writeTo(OutputStream out) throws IOException {
        for (Operation operation : operations) {
            ByteWriter line = new ByteWriter();
            HistoryLine.append(line, operation);
            out.write(line.u8('\n').toBytes().toArray());
        }
        out.flush();
    }
}
