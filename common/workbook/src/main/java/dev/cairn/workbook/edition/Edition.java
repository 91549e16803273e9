package dev.cairn.workbook.edition;

import java.nio.file.Path;
import java.util.Optional;

/// What [EditionMaker] has made. Immutable.
///
/// @param folder         its root
/// @param exercises      how many exercises wait in it
/// @param files          how many files it has, without its history
/// @param withoutHistory why it has no git history, if it has none
public record Edition(Path folder, int exercises, int files, Optional<String> withoutHistory) {}
