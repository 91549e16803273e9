/// Leaderless replication: reads and writes by quorum, and the repair that brings replicas together again.
@NullMarked
package dev.cairn.quorum;

import org.jspecify.annotations.NullMarked;
