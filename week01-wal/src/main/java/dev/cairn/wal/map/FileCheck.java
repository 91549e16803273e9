package dev.cairn.wal.map;

import java.util.List;
import java.util.stream.Stream;

/// What was found in one log or checkpoint file.
///
/// Immutable.
///
/// @param file the name within its directory
/// @param bytes length of the file
/// @param records number of records that can be read
/// @param skipped what cannot be read
public record FileCheck(String file, long bytes, long records, List<Skipped> skipped) {
    /// A stretch of a file that holds no readable record.
    ///
    /// @param offset bytes from the start of the file
    /// @param bytes its length
    /// @param expected what the format asks for where the damage begins
    /// @param found what stands there instead
    public record Skipped(long offset, long bytes, String expected, String found) {}

    public FileCheck {
        skipped = List.copyOf(skipped);
    }

    /// The same with one more stretch that cannot be read.
    FileCheck with(Skipped more) {
        return new FileCheck(
                file,
                bytes,
                records,
                Stream.concat(skipped.stream(), Stream.of(more)).toList());
    }

    /// Sum of the lengths of what cannot be read.
    public long skippedBytes() {
        return skipped.stream().mapToLong(Skipped::bytes).sum();
    }
}
