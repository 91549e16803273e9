package dev.cairn.rpc.server;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;

/// Operations of which only the figures matter to a test. The others do nothing.
@FunctionalInterface
interface OnlyStats extends Operations {
    @Override
    default Report flush() {
        return new Report();
    }

    @Override
    default Report compact(KeyRange range) {
        return new Report();
    }
}
