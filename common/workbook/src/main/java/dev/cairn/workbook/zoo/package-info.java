/// The zoo: a catalogue of plausible wrong solutions, each of which the tests of its own week must notice.
///
/// | step | by |
/// |---|---|
/// | an entry is read, and what is wrong with it said | [EntryReader] |
/// | its methods take the place of those of the reference | [MutantSource], by the compiler's trees |
/// | the changed type is compiled | [MutantMaker] |
/// | its killer is run on it, or one searched for | [ZooRun] |
/// | who kills what is written down | [KillMatrix] |
/// | each killer is one of the entry's own exercise | [ZooGate] |
@NullMarked
package dev.cairn.workbook.zoo;

import org.jspecify.annotations.NullMarked;
