/// `cairn bench rpc`: what a store costs over the network, beside the same store in the process and
/// beside etcd.
///
/// ```
///   RpcBenchCommand ── round 1: cairn, in-process, etcd; round 2: ...
///        │     │
///        │     ├─ ServerProcess     fresh for each subject and round: CairnServer, or etcd, or none
///        │     └─ RpcClient         a fresh JVM: workload by workload, ClosedLoop over BenchedStores
///        ▼              │
///   RpcSummary ◄── RpcResult           medians, percentiles, ratios
/// ```
///
/// The door: [RpcBenchCommand].
@NullMarked
package dev.cairn.rpc.cli.bench;

import org.jspecify.annotations.NullMarked;
