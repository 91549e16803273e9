/// Tests of copies of whole stores.
@org.jspecify.annotations.NullMarked
package dev.cairn.backup;
