/// How a student edition comes out of the reference: [Holes][dev.cairn.workbook.edition.Holes] finds what is
/// marked in the sources, empties it and fills it again, and
/// [EditionMaker][dev.cairn.workbook.edition.EditionMaker] writes a whole edition. Sources are read by the
/// compiler's own parser and changed as text, so that every byte outside of a marked body stays what it was.
@NullMarked
package dev.cairn.workbook.edition;

import org.jspecify.annotations.NullMarked;
