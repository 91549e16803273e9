package dev.cairn.workbook.run.child;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/// What the process is to run.
///
/// Immutable.
///
/// @param classes names of test classes, all of which are looked through
/// @param uniqueIds JUnit's ids of tests; if there are any, they are run and the classes are not looked at
/// @param methods `Class#method` of the tests to run; all if empty
/// @param include tags of which a test must have one; if empty it needs none
/// @param exclude tags of which it must have none
/// @param settings JUnit's configuration parameters, before those of the file
/// @param outputFolder where the output of a test goes that prints much
public record Orders(
        List<String> classes,
        List<String> uniqueIds,
        List<String> methods,
        List<String> include,
        List<String> exclude,
        Map<String, String> settings,
        String outputFolder)
        implements Serializable {

    /// The same for these tests only.
    public Orders only(List<String> ids) {
        return new Orders(classes, ids, methods, include, exclude, settings, outputFolder);
    }
}
