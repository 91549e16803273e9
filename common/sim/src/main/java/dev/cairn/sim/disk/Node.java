package dev.cairn.sim.disk;

/// What a name in a directory stands for.
sealed interface Node permits Inode, Directory {}
