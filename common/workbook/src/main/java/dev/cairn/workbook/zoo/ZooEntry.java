package dev.cairn.workbook.zoo;

import java.util.List;
import java.util.Optional;

/// One wrong solution, as its header describes it.
///
/// Immutable.
///
/// @param id as in `Z1-04`
/// @param title what is wrong
/// @param invariants the short names of the promises that it breaks
/// @param exercise the id of the exercise that somebody would do in this way; `none` if it is nobody's exercise
/// @param seen where in the world it was seen; may be empty
/// @param targets what it replaces
/// @param killer `Class#method` of the test that notices it, if one has been recorded
/// @param module the folder of the module that it belongs to
/// @param text the whole entry
public record ZooEntry(
        String id,
        String title,
        List<String> invariants,
        String exercise,
        String seen,
        List<Target> targets,
        Optional<String> killer,
        String module,
        String text) {

    public ZooEntry {
        invariants = List.copyOf(invariants);
        targets = List.copyOf(targets);
    }

    /// A method, constructor or field of the reference.
    ///
    /// @param typeName its type, with `.` before nested types too: `dev.cairn.wal.Recovery.Replay`
    /// @param member its name; a constructor's is its type's
    public record Target(String typeName, String member) {
        /// The name of the type without its package and outer types.
        public String simpleTypeName() {
            return typeName.substring(typeName.lastIndexOf('.') + 1);
        }

        @Override
        public String toString() {
            return typeName + "#" + member;
        }
    }
}
