package dev.cairn.workbook.run;

import java.time.Duration;

/// What tests may take.
///
/// Immutable.
///
/// @param perTest how long nothing may be heard from a test
/// @param heapMebibytes the memory of the process that they run in
public record RunLimits(Duration perTest, int heapMebibytes) {

    /// What a student's check allows.
    public static RunLimits standard() {
        return new RunLimits(Duration.ofSeconds(20), 512);
    }

    /// The same with another time.
    public RunLimits with(Duration time) {
        return new RunLimits(time, heapMebibytes);
    }
}
