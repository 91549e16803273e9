/// id: Z2-65
/// title: CURRENT is believed without its line feed
/// invariant: LOUD
/// exercise: 2.9
/// seen: LevelDB's check "CURRENT file does not end with newline"
/// target: dev.cairn.lsm.version.CurrentFile#read
/// killer: dev.cairn.lsm.version.ManifestRecoveryTest#a_current_file_that_names_no_manifest_is_corrupt
///
/// The white space at the end is stripped, as one strips a line. But the line feed is there so that a name which is cut
/// short is noticed: MANIFEST-0000012 without its last digit is a name, too.
class CurrentFile {
    static OptionalLong read(Disk disk) {
        try {
            if (!disk.exists(NAME)) {
                return OptionalLong.empty();
            }
            try (ReadFile file = disk.open(NAME)) {
                ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX);
                int length = file.read(0, buffer);
                Bytes contents = Bytes.copyOf(buffer.array(), 0, length);
                return OptionalLong.of(Manifest.NAMES
                        .numberIn(contents.toUtf8().strip())
                        .orElseThrow(() -> new StoreException.Corrupt(
                                disk.describe(NAME),
                                0,
                                "the name of a manifest and a line feed",
                                "\"" + contents + "\"")));
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(NAME), cause);
        }
    }
}
