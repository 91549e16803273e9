/// Tests of filters.
@org.jspecify.annotations.NullMarked
package dev.cairn.bloom;
