/// Tests of Zstandard.
@NullMarked
package dev.cairn.compression;

import org.jspecify.annotations.NullMarked;
