package dev.cairn.sim.disk;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A simulated file system: directories for live code, and the events that a real one suffers.
///
/// - [#disk] is a directory as the live process sees it.
/// - [#kill] ends that process: its handles and locks die, what it wrote stays readable and pending.
/// - [#freeze] is the state of this moment, from which [PowerCuts] makes images.
/// - [#startedOn] is the machine after a power cut, or a fork of a state.
///
/// Every call is counted, shown to the listener before it takes effect, and may be made to fail by a plan.
///
/// Thread-safe: each call is one critical section.
public final class SimFileSystem {
    private final Directory root;
    private final Set<Inode> locked = new LinkedHashSet<>();
    private Session process = new Session();
    private Map<Integer, Fault> faults = Map.of();
    private DiskListener listener = DiskListener.none();
    private int calls;

    private SimFileSystem(Directory root) {
        this.root = root;
    }

    /// An empty file system.
    public static SimFileSystem empty() {
        return new SimFileSystem(new Directory());
    }

    /// A machine that starts with `image` on its disk, all of it durable.
    public static SimFileSystem startedOn(DiskImage image) {
        Layout layout = image.layout();
        Directory[] directories = new Directory[layout.dirs().size()];
        for (int i = 0; i < directories.length; i++) {
            directories[i] = new Directory();
            Layout.Dir dir = layout.dirs().get(i);
            if (dir.parent() >= 0) {
                directories[dir.parent()].putDurable(dir.name(), directories[i]);
            }
        }
        Inode[] inodes = new Inode[layout.files().size()];
        for (int slot = 0; slot < inodes.length; slot++) {
            inodes[slot] = new Inode(FileState.durable(image.content(slot)));
        }
        layout.names().forEach(name -> directories[name.dir()].putDurable(name.name(), inodes[name.slot()]));
        return new SimFileSystem(directories[0]);
    }

    /// A machine whose process was killed in the moment of `state`: everything readable, pending what was pending.
    public static SimFileSystem startedOn(DiskState state) {
        return new SimFileSystem(thaw(state.root(), new HashMap<>()));
    }

    /// Has every call shown to `newListener`, instead of to the one before.
    public synchronized SimFileSystem listenedToBy(DiskListener newListener) {
        listener = newListener;
        return this;
    }

    /// Makes calls fail, by their index.
    public synchronized SimFileSystem withFaults(FaultPlan plan) {
        faults = plan.byCall();
        return this;
    }

    /// The directory `path` (`db`, `nodes/n1`) for the process that lives now; nothing is made by this.
    public synchronized Disk disk(String path) {
        return new SimDisk(this, process, List.of(path.split("/")));
    }

    /// Number of calls made so far.
    public synchronized int calls() {
        return calls;
    }

    /// The files that the live process has open, locked ones included, in the order in which they were opened: after a
    /// store was closed, none.
    public synchronized List<String> openFiles() {
        return List.copyOf(process.openFiles);
    }

    /// Ends the live process. Its disks and handles throw [IllegalStateException] from now on.
    public synchronized void kill() {
        process.isAlive = false;
        process = new Session();
        locked.clear();
    }

    /// The state of this moment.
    public synchronized DiskState freeze() {
        return new DiskState(root.freeze("", new HashMap<>()));
    }

    /// Turns one bit of a file, durable and visible, without counting a call.
    ///
    /// @param bit 8 times the offset of the byte, plus the number of the bit from the lowest
    public synchronized void flipBit(String path, long bit) {
        Node node = find(List.of(path.split("/"))).orElseThrow(() -> new IllegalArgumentException("no file " + path));
        Inode file = (Inode) node;
        Check.argument(
                bit >>> 3 < file.durableLength(),
                "%s has %s durable bytes, and byte %s is none of them: was it synced?",
                path,
                file.durableLength(),
                bit >>> 3);
        file.flipDurableBit(bit);
    }

    /// Counts a call, and answers which fault it is to suffer.
    ///
    /// @throws IOException if the fault is that nothing is done
    Optional<Fault> begin(Session caller, DiskCall.Kind kind, String path, long offset, long length)
            throws IOException {
        Check.that(caller.isAlive, "%s %s by a process that was killed", kind.method(), path);
        DiskCall call = new DiskCall(calls++, kind, path, offset, length);
        listener.before(call);
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fault> fault = Optional.ofNullable(faults.get(call.index())).filter(due -> canSuffer(kind, due));
        if (fault.equals(Optional.of(Fault.IO_ERROR))) {
            throw new IOException(path + ": Input/output error (injected at " + kind.method() + ")");
        }
        if (fault.equals(Optional.of(Fault.NO_SPACE))) {
            throw new IOException(path + ": No space left on device (injected at " + kind.method() + ")");
        }
        return fault;
    }

    /// Whether `fault` makes sense for a call of that kind; a plan that says otherwise has no effect.
    public static boolean canSuffer(DiskCall.Kind kind, Fault fault) {
        return switch (fault) {
            case IO_ERROR -> true;
            case NO_SPACE ->
                switch (kind) {
                    case MAKE_DIRECTORY, CREATE, RENAME, LINK, LOCK, APPEND, PREALLOCATE -> true;
                    default -> false;
                };
            case SHORT_TRANSFER -> kind == DiskCall.Kind.APPEND || kind == DiskCall.Kind.READ;
            case SYNC_DROPS_PAGES -> kind == DiskCall.Kind.SYNC;
            case BIT_FLIP -> kind == DiskCall.Kind.OPEN;
            default -> false;
        };
    }

    Optional<Node> find(List<String> path) {
        Optional<Node> node = Optional.of(root);
        for (String name : path) {
            node = node.flatMap(
                    parent -> parent instanceof Directory directory ? directory.find(name) : Optional.empty());
        }
        return node;
    }

    Directory root() {
        return root;
    }

    boolean lock(Inode inode) {
        return locked.add(inode);
    }

    /// What gives the lock on `inode` back, once; the death of the process has done so already.
    Closeable held(Session holder, Inode inode, String path) {
        holder.opened(path);
        AtomicBoolean isHeld = new AtomicBoolean(true);
        return () -> {
            synchronized (this) {
                if (isHeld.getAndSet(false) && holder.isAlive) {
                    locked.remove(inode);
                    holder.closed(path);
                }
            }
        };
    }

    private static Node thaw(NodeState state, Map<NodeState, Node> thawed) {
        Node known = thawed.get(state);
        if (known != null) {
            return known;
        }
        return switch (state) {
            case FileState file -> {
                Inode inode = new Inode(file);
                thawed.put(file, inode);
                yield inode;
            }
            case DirectoryState directory -> thaw(directory, thawed);
        };
    }

    private static Directory thaw(DirectoryState state, Map<NodeState, Node> thawed) {
        Directory directory = new Directory();
        thawed.put(state, directory);
        state.durable().forEach((name, node) -> directory.putDurable(name, thaw(node, thawed)));
        state.pending().forEach(change -> directory.change(change.map(node -> thaw(node, thawed))));
        return directory;
    }

    /// A process that makes calls; dead ones may not.
    static final class Session {
        private final List<String> openFiles = new ArrayList<>();
        private boolean isAlive = true;

        void opened(String path) {
            openFiles.add(path);
        }

        void closed(String path) {
            openFiles.remove(path);
        }
    }
}
