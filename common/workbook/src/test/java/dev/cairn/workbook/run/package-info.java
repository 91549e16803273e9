/// Tests of compiling and running in processes of their own, on small trees that they write themselves.
@NullMarked
package dev.cairn.workbook.run;

import org.jspecify.annotations.NullMarked;
