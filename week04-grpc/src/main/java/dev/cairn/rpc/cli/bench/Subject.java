package dev.cairn.rpc.cli.bench;

import dev.cairn.common.store.StoreException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Whose figures are taken.
enum Subject {
    /// The server of this program, in a process of its own.
    CAIRN("cairn"),

    /// The same store in the process of its clients, without a network.
    IN_PROCESS("in-process"),

    /// A cluster of one node of the program that is installed.
    ETCD("etcd");

    private final String label;

    Subject(String label) {
        this.label = label;
    }

    /// How a person writes it.
    String label() {
        return label;
    }

    /// The subject that a person wrote.
    ///
    /// @throws StoreException.Refused if it is none
    static Subject named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new StoreException.Refused("there is no subject \"" + label + "\"; there are "
                        + Arrays.stream(values()).map(Subject::label).collect(Collectors.joining(", "))));
    }
}
