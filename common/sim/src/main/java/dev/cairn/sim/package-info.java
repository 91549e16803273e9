/// The simulation kit: worlds that own time, chance, disks and networks, and the checkers that judge what
/// happened in them.
///
/// The doors: [dev.cairn.sim.World] for a simulated run, [dev.cairn.sim.SimProcess] for a process that may
/// stand still or die in it, [dev.cairn.sim.disk.SimFileSystem] for a disk that forgets,
/// [dev.cairn.sim.net.SimNetwork] for a network that does worse, [dev.cairn.sim.crash.CrashSearch] and
/// [dev.cairn.sim.crash.ErrorSweep] for a store that is to survive it (the page of their package shows how
/// a week uses them), [dev.cairn.sim.KeyValueStoreContract], [dev.cairn.sim.DiskContract] and
/// [dev.cairn.sim.TransportContract] for what holds while nothing fails, [dev.cairn.sim.Script] for golden
/// files, [dev.cairn.sim.history.HistoryRecorder] and [dev.cairn.sim.history.LinearizabilityCheck] for what
/// clients did and whether one order explains it. Only the contracts need JUnit.
///
/// The words:
///
/// | word | meaning |
/// |---|---|
/// | world | one run on one thread: virtual time, a queue of events, named streams of chance, all from one seed |
/// | process | what happens under one name; it can be paused, killed and started again |
/// | link | the way from one node to another, with a quality and a stream of chance of its own |
/// | state | a whole disk frozen in one moment, durable and pending; made by every call, without copying a byte |
/// | pending | written and not synced: a power cut may take it, alone or with others, in part or whole |
/// | remainder, image | what a power cut leaves of a file, of a disk; a disk at rest |
/// | crash point | the moment before a file-system call, and the moment after the last |
/// | fault | one of the 31 things that may go wrong, [dev.cairn.sim.Fault]; a plan is a list of them, as data |
/// | subject | a store to be judged, and what it promises |
/// | workload | what one client does to it, as data |
/// | floor | how many of the writes must survive |
/// | second life | the store after a crash, which must serve as well as the first |
/// | canary | a store, disk or job that is wrong on purpose; the build fails unless it is found |
/// | violation | a broken promise with the name of an [dev.cairn.sim.Invariant]; its last line is the replay line |
///
/// A replay line is a command, `./cairn sim --week 1 --seed S --steps N`. A seed stands for the same
/// workload for ever, and the search over it has no other source of chance, so the command finds the same
/// violation and shrinks it the same way. What has no seed has no chance in it either: run the test again.
@NullMarked
package dev.cairn.sim;

import org.jspecify.annotations.NullMarked;
