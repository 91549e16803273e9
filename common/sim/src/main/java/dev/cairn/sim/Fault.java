package dev.cairn.sim;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Everything that may go wrong in a simulated world: one vocabulary for all weeks.
///
/// The vocabulary is whole from the first day, so that a plan, a trace and a zoo card of any week use the same
/// words. What the kit can already make happen, [#isInjectable] says; the rest is named here and nothing more.
public enum Fault {
    /// A power cut takes writes that were not synced.
    LOST_WRITE(Group.DISK, true),
    /// A power cut keeps the first bytes of a write and takes the rest.
    TORN_WRITE(Group.DISK, true),
    /// A power cut keeps a later write and takes an earlier one.
    REORDERED_WRITES(Group.DISK, true),
    /// A power cut keeps the new length of a file, and zeros where bytes were to be.
    ZERO_FILLED_EXTENSION(Group.DISK, true),
    /// As [#ZERO_FILLED_EXTENSION], but with bytes that some other file left in the recycled space.
    STALE_BYTES(Group.DISK, true),
    /// A power cut takes a create, rename, link or delete whose directory was not synced.
    LOST_DIRECTORY_ENTRY(Group.DISK, true),
    /// A power cut keeps a rename and takes bytes of the file that was renamed.
    RENAME_WITHOUT_DATA(Group.DISK, true),
    /// One bit of durable data is not what it was.
    BIT_FLIP(Group.DISK, true),
    /// A write or read does its first half and then fails.
    SHORT_TRANSFER(Group.DISK, true),
    /// No space left on the device: nothing was done.
    NO_SPACE(Group.DISK, true),
    /// Input/output error: nothing was done.
    IO_ERROR(Group.DISK, true),
    /// A sync fails and its pages are forgotten: still readable, never to be durable, and the next sync succeeds.
    SYNC_DROPS_PAGES(Group.DISK, true),

    /// A message never arrives.
    DROP(Group.NETWORK, true),
    /// A message arrives late, some very late.
    DELAY(Group.NETWORK, true),
    /// A message arrives twice.
    DUPLICATE(Group.NETWORK, true),
    /// Messages arrive in another order.
    REORDER(Group.NETWORK, true),
    /// Two groups of nodes hear nothing of each other.
    SYMMETRIC_PARTITION(Group.NETWORK, true),
    /// One group hears the other, but not the other way round.
    ASYMMETRIC_PARTITION(Group.NETWORK, true),
    /// The leader reaches its clients but no other node, and none reaches it.
    ISOLATED_LEADER(Group.NETWORK, true),
    /// Requests arrive, replies do not.
    DROPPED_REPLIES(Group.NETWORK, true),
    /// Nodes are clogged one by one, so that what they send and get waits, and freed in another order.
    SWIZZLE_CLOG(Group.NETWORK, true),

    /// A process dies at once; what it handed to the operating system stays.
    KILL(Group.PROCESS, true),
    /// A process that died or was closed starts again.
    RESTART(Group.PROCESS, true),
    /// All machines lose power in the same moment.
    POWER_CUT(Group.PROCESS, true),
    /// A process stands still, also between a check and what relies on it.
    PAUSE(Group.PROCESS, true),
    /// A node comes back with an empty disk.
    WIPED_DISK(Group.PROCESS, false),
    /// A process dies while it recovers.
    KILL_IN_RECOVERY(Group.PROCESS, true),
    /// A process dies while it shuts down.
    KILL_IN_SHUTDOWN(Group.PROCESS, true),

    /// A wall clock is off by a fixed amount.
    CLOCK_SKEW(Group.CLOCK, true),
    /// A clock runs at the wrong rate.
    CLOCK_DRIFT(Group.CLOCK, true),
    /// A wall clock steps back.
    CLOCK_STEP_BACK(Group.CLOCK, true);

    /// Where a fault strikes.
    public enum Group {
        /// Files and directories.
        DISK,
        /// Messages between nodes.
        NETWORK,
        /// Whole processes.
        PROCESS,
        /// Time as a node sees it.
        CLOCK
    }

    private final Group group;
    private final boolean isInjectable;

    Fault(Group group, boolean isInjectable) {
        this.group = group;
        this.isInjectable = isInjectable;
    }

    /// Where it strikes.
    public Group group() {
        return group;
    }

    /// Whether this version of the kit can make it happen.
    public boolean isInjectable() {
        return isInjectable;
    }

    /// The faults of which the [#bit] is set.
    public static Set<Fault> ofBits(int bits) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        Arrays.stream(values()).filter(fault -> (bits & fault.bit()) != 0).forEach(faults::add);
        return faults;
    }

    /// This fault as one bit of a set, which lives no longer than the program.
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }
}
