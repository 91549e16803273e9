package dev.cairn.wal;

import dev.cairn.wal.commit.SyncPolicy;

/// How damage at the end of the newest segment is judged. Damage in an older segment is always corruption, because
/// a segment is made durable before the next one is begun.
public enum TailPolicy {
    /// Every record was made durable before the next was written. So a crash can damage only the last record, and a
    /// record that begins after the damage proves that it is no torn tail but corruption.
    ///
    /// When in doubt this errs to the side of corruption: if the torn record itself held the bytes of a log, what
    /// looks like a later record may be part of it. Refusing to open loses nothing; dropping might.
    ONE_RECORD_PER_SYNC,
    /// Many records may have been written since the last sync, and a power cut keeps any part of them. So the first
    /// damage ends the log, whatever comes behind it: what is recovered is a prefix of what was written.
    FIRST_DAMAGE_ENDS;

    /// How the tail of a segment that was written under `sync` is judged.
    public static TailPolicy after(SyncPolicy sync) {
        return switch (sync) {
            case SyncPolicy.Always _ -> ONE_RECORD_PER_SYNC;
            case SyncPolicy.Every _, SyncPolicy.Never _ -> FIRST_DAMAGE_ENDS;
        };
    }
}
