package dev.cairn.typed;

/// One row of a typed view.
///
/// Immutable, if key and value are.
///
/// @param key the key
/// @param value the value
/// @param <K> the keys
/// @param <V> the values
public record Row<K, V>(K key, V value) {}
