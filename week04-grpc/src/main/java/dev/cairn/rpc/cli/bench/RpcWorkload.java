package dev.cairn.rpc.cli.bench;

import dev.cairn.common.store.StoreException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What each client does, again and again.
enum RpcWorkload {
    /// Puts a row that is there.
    PUT,

    /// Gets a row that is there.
    GET,

    /// Reads many rows in order; an operation is a row, and a latency that of the whole scan.
    SCAN;

    /// How a person writes it.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The workload that a person wrote.
    ///
    /// @throws StoreException.Refused if it is none
    static RpcWorkload named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new StoreException.Refused("there is no workload \"" + label + "\"; there are "
                        + Arrays.stream(values()).map(RpcWorkload::label).collect(Collectors.joining(", "))));
    }
}
