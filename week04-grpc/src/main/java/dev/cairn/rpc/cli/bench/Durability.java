package dev.cairn.rpc.cli.bench;

import dev.cairn.common.store.StoreException;
import java.util.List;

/// What a put has reached when it is answered. Stateless.
final class Durability {
    /// As a person and [dev.cairn.wal.commit.SyncPolicy#parse] write it.
    static final String ALWAYS = "always";

    private static final String NEVER = "never";

    private Durability() {}

    /// @throws StoreException.Refused if `sync` is neither
    static void refuseUnknown(String sync) {
        if (!List.of(ALWAYS, NEVER).contains(sync)) {
            throw new StoreException.Refused("--sync is \"" + sync + "\", but must be " + ALWAYS + " or " + NEVER);
        }
    }

    /// In a sentence.
    static String of(Subject subject, String sync) {
        return switch (subject) {
            case CAIRN ->
                sync.equals(ALWAYS)
                        ? "a put is answered when its record, and what makes a retry of it known, are synced;"
                                + " puts that wait share a sync"
                        : "a put is answered when the system has it; nothing is synced";
            case IN_PROCESS ->
                sync.equals(ALWAYS)
                        ? "a put returns when its record is synced; puts that wait share a sync"
                        : "a put returns when the system has it; nothing is synced";
            case ETCD ->
                "a put is answered when its entry in the log is synced, and applied; puts that wait share a sync";
        };
    }
}
