package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The directory `db` of a simulated file system, which notes every call and fails when it is told to.
///
/// Confined to one thread, but for the disk itself.
public final class LogPlace {
    private static final String DIRECTORY = "db";

    private final SimFileSystem system;
    private final List<DiskCall> calls = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private Consumer<DiskCall> meanwhile = _ -> {};

    private LogPlace(SimFileSystem system) {
        this.system = system.listenedToBy(calls::add);
    }

    /// Runs `work` as if another thread did it while the next call of that kind is being made.
    public void during(DiskCall.Kind kind, Runnable work) {
        meanwhile = call -> {
            if (call.kind() == kind) {
                meanwhile = _ -> {};
                work.run();
            }
        };
        system.listenedToBy(call -> {
            calls.add(call);
            meanwhile.accept(call);
        });
    }

    /// An empty directory.
    public static LogPlace empty() {
        LogPlace place = new LogPlace(SimFileSystem.empty());
        try {
            place.disk().makeDirectory();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return place;
    }

    /// What is on this disk now, on another one: whoever uses this one has been killed.
    public LogPlace afterKill() {
        return new LogPlace(SimFileSystem.startedOn(system.freeze())).numberedFrom(numbers.get());
    }

    /// Shows `visitor` what power cuts may leave of this disk.
    public void forEachPowerCut(Consumer<LogPlace> visitor) {
        PowerCuts.forEach(
                system.freeze(),
                CutLimits.THOROUGH,
                image -> visitor.accept(new LogPlace(SimFileSystem.startedOn(image))));
    }

    public Disk disk() {
        return system.disk(DIRECTORY);
    }

    public LogPlace numberedFrom(long last) {
        numbers.set(last);
        return this;
    }

    public Log create() {
        return create(new LogOptions(64 << 20, 0));
    }

    public Log create(LogOptions options) {
        return Log.create(disk(), SegmentNames.LOG, numbers::incrementAndGet, options);
    }

    public Log resume() {
        return Log.resume(
                disk(), SegmentNames.LOG, numbers::incrementAndGet, new LogOptions(64 << 20, 0), recover(_ -> {}));
    }

    public Recovery recover(Consumer<Bytes> sink) {
        return recover(TailPolicy.FIRST_DAMAGE_ENDS, sink);
    }

    public Recovery recover(TailPolicy policy, Consumer<Bytes> sink) {
        return Recovery.replay(disk(), SegmentNames.LOG, 1, _ -> policy, (_, payload) -> sink.accept(payload));
    }

    /// The records that a recovery finds, as texts.
    public List<String> records() {
        List<String> records = new ArrayList<>();
        recover(payload -> records.add(payload.toUtf8()));
        return records;
    }

    /// What is done on disk while `work` runs, a line for each call (`append 000001.log`).
    public List<String> callsDuring(Runnable work) {
        calls.clear();
        work.run();
        return calls.stream()
                .map(call -> call.kind().method() + call.path().replaceFirst("^" + DIRECTORY + "/?", " "))
                .map(String::strip)
                .toList();
    }

    /// Lets the call fail that comes after `passed` others.
    public void failCallAfter(int passed, Fault fault) {
        system.withFaults(FaultPlan.at(system.calls() + passed, fault));
    }

    /// Lets the next `count` calls fail.
    public void failCalls(int count, Fault fault) {
        int next = system.calls();
        system.withFaults(new FaultPlan(IntStream.range(next, next + count)
                .mapToObj(call -> new FaultPlan.Injection(call, fault))
                .toList()));
    }

    public void failNothing() {
        system.withFaults(FaultPlan.none());
    }

    public void flipBit(String name, long bit) {
        system.flipBit(DIRECTORY + "/" + name, bit);
    }

    public int length(String name) {
        return bytes(name).length();
    }

    public Bytes bytes(String name) {
        return image().bytes(DIRECTORY + "/" + name);
    }

    /// The names of all files, in order.
    public List<String> names() {
        return image().files().keySet().stream()
                .map(path -> path.substring(DIRECTORY.length() + 1))
                .toList();
    }

    /// Puts bytes into a file that need not exist, without counting them among the calls.
    public void put(String name, Bytes bytes) {
        try {
            if (disk().exists(name)) {
                disk().delete(name);
            }
            try (var file = disk().create(name)) {
                file.append(bytes.asBuffer());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public void delete(String name) {
        try {
            disk().delete(name);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private DiskImage image() {
        return system.freeze().visible();
    }
}
