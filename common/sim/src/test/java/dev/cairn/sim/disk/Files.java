package dev.cairn.sim.disk;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Words in which the tests of this package write and read files.
final class Files {
    private Files() {}

    static Disk madeDirectory(SimFileSystem files) throws IOException {
        Disk disk = files.disk("d");
        disk.makeDirectory();
        return disk;
    }

    static AppendFile created(Disk disk, String name, String... appends) throws IOException {
        AppendFile file = disk.create(name);
        for (String text : appends) {
            append(file, text);
        }
        return file;
    }

    static void append(AppendFile file, String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static String read(Disk disk, String name) throws IOException {
        try (ReadFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            file.read(0, bytes);
            return new String(bytes.array(), StandardCharsets.US_ASCII);
        }
    }

    /// What a power cut in this moment may leave of file `d/name`, in the order of enumeration; `-` where the name
    /// is gone. Stale bytes are shown as `?`.
    static List<String> remainders(SimFileSystem files, String name, CutLimits limits) {
        List<String> texts = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), limits, image -> {
            String path = "d/" + name;
            texts.add(image.files().containsKey(path) ? text(image, path) : "-");
        });
        return texts;
    }

    /// The disk after the power cut in this moment that takes everything it can.
    static SimFileSystem afterTheWorstPowerCut(SimFileSystem files) {
        List<DiskImage> images = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), CutLimits.EXTREMES, images::add);
        return SimFileSystem.startedOn(images.getLast());
    }

    private static String text(DiskImage image, String path) {
        StringBuilder text = new StringBuilder();
        for (byte value : image.bytes(path).toArray()) {
            boolean isLetter = value >= 'a' && value <= 'z';
            text.append(isLetter ? String.valueOf((char) value) : value == 0 ? "0" : "?");
        }
        return text.toString();
    }
}
