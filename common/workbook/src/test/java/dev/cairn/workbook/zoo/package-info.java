/// Tests of the zoo, on small trees with wrong solutions of their own.
@NullMarked
package dev.cairn.workbook.zoo;

import org.jspecify.annotations.NullMarked;
