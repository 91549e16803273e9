/// Every crash that a store can suffer, tried and judged.
///
/// The door is [dev.cairn.sim.crash.CrashSearch]. A week says what its store is ([dev.cairn.sim.crash.Subject]) and
/// what is done to it ([dev.cairn.sim.crash.Workload], [dev.cairn.sim.crash.Workloads]):
///
/// ```java
/// Subject subject = Subject.of(
///                 "map, sync=always", Promise.DURABLE, (disk, env) -> LoggedMapStore.open(disk, options, env))
///         .withAct("checkpoint", store -> {
///             ((LoggedMapStore) store).submitCheckpoint();
///             return false;
///         })
///         .replayedBy("./cairn sim --week 1");
/// Workload one = Workload.of("by hand", Op.put("a", "1"), new Op.Kill(), Op.put("a", "2"), new Op.Act("checkpoint"));
/// List<Workload> many = Workloads.plain().withActs("checkpoint").generated(1, 20, 40);
///
/// CrashSearch search = CrashSearch.of(subject);
/// search.run(one);
/// Coverage coverage = search.run(many).require(21, 100_000);
/// System.out.println(coverage);
/// ```
///
/// | who | does what |
/// |---|---|
/// | `CrashSearch`, `ErrorSweep`, `ByteSweep` | the three doors: crashes, failing calls, damaged bytes |
/// | `Subject`, `Promise`; `Workload`, `Workloads`, `Op` | what is judged; what is done to it |
/// | `CrashRun` | one run of one workload, with a look at every crash |
/// | `Client`, `LiveStore` | does the steps to the open store |
/// | `History`, `Contents` | what may be left, by the model |
/// | `Recoveries` | opens what a crash left, and asks whether it will do |
/// | `Finding`, `Shrink` | from the first contradiction to the smallest violation |
/// | `Tally`, `Coverage`, `CallSites` | what was covered |
///
/// A broken promise is a [dev.cairn.sim.Violation]. Its last line repeats it: `./cairn sim --week 1 --seed S
/// --steps N` makes workload `S` of `N` steps again; a workload written by hand has no chance in it.
@NullMarked
package dev.cairn.sim.crash;

import org.jspecify.annotations.NullMarked;
