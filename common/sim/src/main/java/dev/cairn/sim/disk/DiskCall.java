package dev.cairn.sim.disk;

/// One call that live code makes on the file system.
///
/// Immutable.
///
/// @param index how many calls were made before it
/// @param kind which method
/// @param path the file or directory it is about, from the root
/// @param offset first byte concerned, or 0
/// @param length number of bytes concerned, or 0
public record DiskCall(int index, Kind kind, String path, long offset, long length) {
    /// The methods of `Disk`, `AppendFile` and `ReadFile` that reach the file system, by their names in Java.
    public enum Kind {
        /// `Disk.isDirectory`.
        IS_DIRECTORY("isDirectory"),
        /// `Disk.makeDirectory`.
        MAKE_DIRECTORY("makeDirectory"),
        /// `Disk.list`.
        LIST("list"),
        /// `Disk.exists`.
        EXISTS("exists"),
        /// `Disk.create`.
        CREATE("create"),
        /// `Disk.open`.
        OPEN("open"),
        /// `Disk.rename`.
        RENAME("rename"),
        /// `Disk.link`.
        LINK("link"),
        /// `Disk.delete`.
        DELETE("delete"),
        /// `Disk.truncate`.
        TRUNCATE("truncate"),
        /// `Disk.syncDirectory`.
        SYNC_DIRECTORY("syncDirectory"),
        /// `Disk.lock`.
        LOCK("lock"),
        /// `AppendFile.append`.
        APPEND("append"),
        /// `AppendFile.preallocate`.
        PREALLOCATE("preallocate"),
        /// `AppendFile.sync`.
        SYNC("sync"),
        /// `AppendFile.close`, `ReadFile.close`.
        CLOSE("close"),
        /// `ReadFile.size`.
        SIZE("size"),
        /// `ReadFile.read`.
        READ("read"),
        /// `ReadFile.slice`.
        SLICE("slice");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        /// The name of the method.
        public String method() {
            return method;
        }
    }

    @Override
    public String toString() {
        String range = length == 0 ? "" : " [" + offset + ", " + (offset + length) + ")";
        return kind.method() + " " + path + range;
    }
}
