/// What `cairn bench rpc` measures: stores behind a door that is the same for all of them, and the
/// servers that some of them need.
///
/// The doors: [BenchedStore], [CairnServer], [EtcdProgram], [EtcdStore], [OwnStore], [ServerProcess].
@NullMarked
package dev.cairn.rpc.cli.bench.subject;

import org.jspecify.annotations.NullMarked;
