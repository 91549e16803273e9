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
        IS_DIRECTORY("isDirectory", false),
        /// `Disk.makeDirectory`.
        MAKE_DIRECTORY("makeDirectory", true),
        /// `Disk.list`.
        LIST("list", false),
        /// `Disk.exists`.
        EXISTS("exists", false),
        /// `Disk.create`.
        CREATE("create", true),
        /// `Disk.open`.
        OPEN("open", false),
        /// `Disk.rename`.
        RENAME("rename", true),
        /// `Disk.link`.
        LINK("link", true),
        /// `Disk.delete`.
        DELETE("delete", true),
        /// `Disk.truncate`.
        TRUNCATE("truncate", true),
        /// `Disk.syncDirectory`.
        SYNC_DIRECTORY("syncDirectory", true),
        /// `Disk.lock`.
        LOCK("lock", true),
        /// `AppendFile.append`.
        APPEND("append", true),
        /// `AppendFile.preallocate`.
        PREALLOCATE("preallocate", true),
        /// `AppendFile.sync`.
        SYNC("sync", true),
        /// `AppendFile.close`, `ReadFile.close`.
        CLOSE("close", false),
        /// `ReadFile.size`.
        SIZE("size", false),
        /// `ReadFile.read`.
        READ("read", false),
        /// `ReadFile.slice`.
        SLICE("slice", false);

        private final String method;
        private final boolean changesDisk;

        Kind(String method, boolean changesDisk) {
            this.method = method;
            this.changesDisk = changesDisk;
        }

        /// The name of the method.
        public String method() {
            return method;
        }

        /// Whether it may change what a crash leaves.
        public boolean changesDisk() {
            return changesDisk;
        }
    }

    @Override
    public String toString() {
        String range = length == 0 ? "" : " [" + offset + ", " + (offset + length) + ")";
        return kind.method() + " " + path + range;
    }
}
