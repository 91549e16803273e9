package dev.cairn.sim;

/// The names by which a broken promise is reported, the same in every week, in the zoo and in the book.
public enum Invariant {
    /// Acknowledged writes survive.
    DUR("acknowledged writes survive"),
    /// The recovered state is a prefix of the issued writes, each batch whole, without a hole.
    PREFIX("what is recovered is a prefix of what was written"),
    /// Recovery always completes after faults that a crash alone can cause, and leaves nothing behind.
    REC("recovery completes after every crash, and cleans up"),
    /// Corruption is reported: never dropped in silence, never returned as data.
    LOUD("corruption is reported"),
    /// Recovering twice, or crashing while recovering, changes nothing.
    IDEM("recovering again changes nothing"),
    /// The store answers as a sorted map would.
    MODEL("the store answers as a sorted map would"),
    /// Snapshots and cursors do not change.
    SNAP("snapshots and cursors are stable"),
    /// Memory, disk and work stay bounded.
    BOUND("memory, disk and work stay bounded"),
    /// A command takes effect at most once.
    AMO("a command takes effect at most once"),
    /// Each key is linearizable.
    LIN("each key is linearizable"),
    /// Replicas converge after healing.
    CONV("replicas converge"),
    /// The mapping of keys to nodes is stable and balanced.
    STAB("placement is stable and balanced"),
    /// At most one leader for each term.
    ES("election safety"),
    /// Logs that agree on an entry agree on all before it.
    LM("log matching"),
    /// A leader has every entry committed in earlier terms.
    LC("leader completeness"),
    /// No two state machines apply different commands at one index.
    SMS("state machine safety"),
    /// Progress is made once faults have ended.
    LIVE("progress after healing"),
    /// Who may not, does not, and learns nothing by trying.
    WHO("who may not, does not"),
    /// Production code throws nothing but what it declares.
    BUG("code throws only what it declares"),
    /// Two runs of one seed are the same run.
    SAME("two runs of one seed are equal");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    /// The invariant in words.
    public String promise() {
        return promise;
    }
}
