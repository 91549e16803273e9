package dev.cairn.common.net;

import dev.cairn.common.check.Check;

/// The name of a node, the same for as long as the node has its data, however often it starts again.
///
/// Immutable; ordered by the name's characters.
///
/// @param name 1 to 64 of the characters a-z, A-Z, 0-9, `.`, `_` and `-`
public record NodeId(String name) implements Comparable<NodeId> {
    /// How many characters a name has at most.
    public static final int NAME_LENGTH_MAX = 64;

    /// Refuses any other name.
    public NodeId {
        Check.argument(
                !name.isEmpty() && name.length() <= NAME_LENGTH_MAX,
                "the name of a node has 1 to %s characters, and this has %s: give it another name",
                NAME_LENGTH_MAX,
                name.length());
        for (int i = 0; i < name.length(); i++) {
            char found = name.charAt(i);
            Check.argument(
                    isAllowed(found),
                    "the name of a node is made of a-z, A-Z, 0-9, '.', '_' and '-', and character %s of \"%s\" is"
                            + " U+%04X",
                    i + 1,
                    name.replaceAll("[^ -~]", "?"),
                    (int) found);
        }
    }

    /// The node of that name.
    public static NodeId of(String name) {
        return new NodeId(name);
    }

    private static boolean isAllowed(char found) {
        return (found >= 'a' && found <= 'z')
                || (found >= 'A' && found <= 'Z')
                || (found >= '0' && found <= '9')
                || found == '.'
                || found == '_'
                || found == '-';
    }

    @Override
    public int compareTo(NodeId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
