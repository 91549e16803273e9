package dev.cairn.sim.disk;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.sim.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a disk holds at rest: after a power cut, or as a reader sees it.
///
/// Immutable.
public final class DiskImage {
    private final Layout layout;
    private final FileState.Remainder[] files;
    private final long hash;

    DiskImage(Layout layout, FileState.Remainder[] files) {
        this.layout = layout;
        this.files = files;
        this.hash = hash(layout, files);
    }

    /// A number that stands for all names and bytes: two images with one hash are taken to be the same.
    public long hash() {
        return hash;
    }

    /// The paths of all files, from the root, with their lengths in bytes.
    public Map<String, Integer> files() {
        Map<String, Integer> lengths = new TreeMap<>();
        layout.names()
                .forEach(name ->
                        lengths.put(name.path(), files[name.slot()].content().length()));
        return lengths;
    }

    /// The bytes of one file.
    public Bytes bytes(String path) {
        Content content = files[slot(path)].content();
        return Bytes.copyOf(content.array(), 0, content.length());
    }

    /// The same but for the bytes of one file.
    public DiskImage with(String path, Bytes bytes) {
        FileState.Remainder[] changed = files.clone();
        changed[slot(path)] = new FileState.Remainder(new Content(bytes.toArray(), bytes.length()), 0, () -> "");
        return new DiskImage(layout, changed);
    }

    /// Which kinds of loss made it.
    public int faultBits() {
        int bits = layout.isSomethingLost() ? Fault.LOST_DIRECTORY_ENTRY.bit() : 0;
        for (int slot = 0; slot < files.length; slot++) {
            bits |= files[slot].faults();
            if (layout.movedSlots().get(slot) && files[slot].faults() != 0) {
                bits |= Fault.RENAME_WITHOUT_DATA.bit();
            }
        }
        return bits;
    }

    /// The choice that made it, a line for each file and directory with something pending.
    public List<String> choice() {
        List<String> lines = new ArrayList<>(layout.fates());
        for (Layout.Name name : layout.names()) {
            String how = files[name.slot()].how().get();
            if (!how.isEmpty()) {
                int durable = layout.files().get(name.slot()).durable().length();
                lines.add(name.path() + ": " + durable + " bytes durable, then " + how);
            }
        }
        return lines;
    }

    Layout layout() {
        return layout;
    }

    Content content(int slot) {
        return files[slot].content();
    }

    private int slot(String path) {
        return layout.names().stream()
                .filter(name -> name.path().equals(path))
                .findFirst()
                .map(Layout.Name::slot)
                .orElseThrow(() -> new IllegalArgumentException("no file " + path + " among " + files().keySet()));
    }

    private static long hash(Layout layout, FileState.Remainder[] files) {
        Check.argument(
                files.length == layout.files().size(), "%s remainders of %s files", files.length, layout.files());
        long sum = layout.hash();
        for (Layout.Name name : layout.names()) {
            sum += Content.mix(name.pathHash(), files[name.slot()].content().hash());
        }
        return sum;
    }
}
