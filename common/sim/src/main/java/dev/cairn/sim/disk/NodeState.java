package dev.cairn.sim.disk;

/// A [Node] frozen in one moment. Equality is identity: two names of one file stand for the same object.
sealed interface NodeState permits FileState, DirectoryState {}
