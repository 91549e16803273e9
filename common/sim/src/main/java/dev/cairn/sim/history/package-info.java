/// Histories: what the clients of a store did and saw, and whether one order explains it.
///
/// | door | what it is |
/// |---|---|
/// | [HistoryRecorder] | collects what clients do, while they do it |
/// | [History], [Operation] | a history as a value; read and written as lines of JSON, `docs/formats/history.md` |
/// | [LinearizabilityCheck] | says of a history yes, no or unknown: a [Verdict] |
/// | [Counterexample] | a few operations that show the no, as a picture with a lane for each client |
///
/// ```java
/// Verdict verdict = LinearizabilityCheck.usual().judge(recorder.history());
/// ```
///
/// Behind the door: `KeyHistory` has the operations of one key in numbers, `KeySearch` looks for an order of them
/// with a list (`Pending`), a stack (`Choices`), a memory (`SeenBefore`) and the writes of unknown outcome
/// (`LooseWrites`), and `Smallest` makes a counterexample small.
@NullMarked
package dev.cairn.sim.history;

import org.jspecify.annotations.NullMarked;
