package dev.cairn.workbook.junit;

import dev.cairn.workbook.Notes;
import java.util.Map;
import net.jqwik.api.Reporter;

/// Publishes what `reporter` does, until an unfinished exercise was met: tries, seeds and samples of a skipped
/// property say nothing. Immutable.
record ReportsUnlessSkipped(Reporter reporter, Notes notes) implements Reporter {
    @Override
    public void publishValue(String key, String value) {
        if (notes.id().isEmpty()) {
            reporter.publishValue(key, value);
        }
    }

    @Override
    public void publishReport(String key, Object object) {
        if (notes.id().isEmpty()) {
            reporter.publishReport(key, object);
        }
    }

    @Override
    public void publishReports(String key, Map<String, Object> objects) {
        if (notes.id().isEmpty()) {
            reporter.publishReports(key, objects);
        }
    }
}
