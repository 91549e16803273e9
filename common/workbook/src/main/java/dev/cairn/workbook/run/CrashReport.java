package dev.cairn.workbook.run;

import dev.cairn.workbook.run.child.TestEvent.Frame;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a Java virtual machine leaves behind when its memory is used up.
final class CrashReport {
    private static final Pattern OUT_OF_MEMORY = Pattern.compile("java\\.lang\\.OutOfMemoryError: ([^\\n]*)");
    /// As in `j  dev.cairn.wal.Log.append(J)V+12` and `J 77 c1 dev.cairn.wal.Log.append(J)V (9 bytes) @ …`.
    private static final Pattern JAVA_FRAME = Pattern.compile("(?m)^[jJ] .*?((?:[\\w$]+\\.)+[\\w$]+)\\.([\\w$<>]+)\\(");

    private CrashReport() {}

    /// What ran out and where, if that was it.
    ///
    /// @param said what the machine printed
    /// @param crashFile its crash file, which may be missing
    static Optional<Trouble> memoryTrouble(String said, Path crashFile) {
        Matcher found = OUT_OF_MEMORY.matcher(said);
        return found.find()
                ? Optional.of(new Trouble("", found.group(1).strip(), frames(crashFile), List.of()))
                : Optional.empty();
    }

    private static List<Frame> frames(Path crashFile) {
        List<Frame> frames = new ArrayList<>();
        Matcher frame = JAVA_FRAME.matcher(stack(crashFile));
        while (frame.find()) {
            String type = frame.group(1);
            String outer = type.substring(type.lastIndexOf('.') + 1).split("\\$", 2)[0];
            frames.add(new Frame(type, frame.group(2), outer + ".java", 0));
        }
        return frames;
    }

    /// The part of the crash file about the thread that asked for memory in vain.
    private static String stack(Path crashFile) {
        try {
            String report = Files.exists(crashFile) ? Files.readString(crashFile, StandardCharsets.ISO_8859_1) : "";
            int from = report.indexOf("Stack:");
            int to = report.indexOf("P R O C E S S");
            return from < 0 ? "" : report.substring(from, Math.max(from, to < 0 ? report.length() : to));
        } catch (IOException _) {
            return "";
        }
    }
}
