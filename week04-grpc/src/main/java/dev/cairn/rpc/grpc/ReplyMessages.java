package dev.cairn.rpc.grpc;

import static dev.cairn.rpc.grpc.RequestMessages.bytes;
import static dev.cairn.rpc.grpc.RequestMessages.optional;
import static dev.cairn.rpc.grpc.RequestMessages.string;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.v1.BatchResponse;
import dev.cairn.rpc.v1.CompactResponse;
import dev.cairn.rpc.v1.CompareAndSetResponse;
import dev.cairn.rpc.v1.Finding;
import dev.cairn.rpc.v1.FlushResponse;
import dev.cairn.rpc.v1.FrameAck;
import dev.cairn.rpc.v1.GetResponse;
import dev.cairn.rpc.v1.OpenSessionResponse;
import dev.cairn.rpc.v1.OpenSnapshotResponse;
import dev.cairn.rpc.v1.ScanResponse;
import dev.cairn.rpc.v1.StatsResponse;
import dev.cairn.rpc.v1.Table;
import dev.cairn.workbook.Exercise;
import java.time.Duration;

/// What is answered, as messages and back. What a server sent against the rules is a
/// [StoreException.Refused] here: nobody knows then what it meant.
///
/// Thread-safe: there is no state.
final class ReplyMessages {
    private ReplyMessages() {}

    /// The answer to a get. An absent key is a value that is not set; an empty value is one that is set and
    /// empty.
    @Exercise("4.2")
    static GetResponse value(Reply.Value reply) {
        GetResponse.Builder message = GetResponse.newBuilder();
        reply.value().ifPresent(value -> message.setValue(string(value)));
        return message.build();
    }

    /// The other way: a value that is not set means that the key is absent.
    @Exercise("4.2")
    static Reply value(GetResponse message) {
        return new Reply.Value(optional(message.hasValue(), message.getValue()));
    }

    static CompareAndSetResponse replaced(Reply.Compared reply) {
        return CompareAndSetResponse.newBuilder().setReplaced(reply.isApplied()).build();
    }

    static Reply replaced(CompareAndSetResponse message) {
        return new Reply.Compared(message.getReplaced());
    }

    /// A batch without a condition is always applied.
    static BatchResponse applied(Reply reply) {
        boolean isApplied = !(reply instanceof Reply.Compared compared) || compared.isApplied();
        return BatchResponse.newBuilder().setApplied(isApplied).build();
    }

    static Reply applied(BatchResponse message) {
        return new Reply.Compared(message.getApplied());
    }

    static OpenSessionResponse session(Reply.SessionOpened opened) {
        return OpenSessionResponse.newBuilder()
                .setSession(string(opened.session().bytes()))
                .setSlots(opened.slots())
                .setTimeToLiveMillis(opened.timeToLive().toMillis())
                .build();
    }

    static Reply session(OpenSessionResponse message) {
        if (message.getSlots() < 1) {
            throw new StoreException.Refused("a session with " + Integer.toUnsignedString(message.getSlots())
                    + " slots, and 1 to " + Integer.MAX_VALUE + " are possible");
        }
        return new Reply.SessionOpened(
                new SessionId(bytes(message.getSession())),
                message.getSlots(),
                millis("session", message.getTimeToLiveMillis()));
    }

    static OpenSnapshotResponse snapshot(Reply.SnapshotOpened opened) {
        return OpenSnapshotResponse.newBuilder()
                .setSnapshot(opened.snapshot())
                .setTimeToLiveMillis(opened.timeToLive().toMillis())
                .build();
    }

    static Reply snapshot(OpenSnapshotResponse message) {
        return new Reply.SnapshotOpened(message.getSnapshot(), millis("snapshot", message.getTimeToLiveMillis()));
    }

    private static Duration millis(String what, long millis) {
        if (millis < 0) {
            throw new StoreException.Refused(
                    "a " + what + " that lives " + Long.toUnsignedString(millis) + " ms, longer than time can be told");
        }
        return Duration.ofMillis(millis);
    }

    static ScanResponse rows(RowChunk chunk) {
        ScanResponse.Builder message = ScanResponse.newBuilder();
        for (Row row : chunk.rows()) {
            message.addRowsBuilder().setKey(string(row.key())).setValue(string(row.value()));
        }
        chunk.next().ifPresent(next -> message.setNext(string(next)));
        return message.build();
    }

    /// The rows of one response. That it is the last shows in `next`, or in the end of the stream.
    static RowChunk rows(ScanResponse message) {
        return new RowChunk(
                message.getRowsList().stream()
                        .map(row -> new Row(bytes(row.getKey()), bytes(row.getValue())))
                        .toList(),
                message.hasNext(),
                optional(message.hasNext(), message.getNext()));
    }

    static FrameAck taken(Long count) {
        return FrameAck.newBuilder().setTaken(count).build();
    }

    static StatsResponse stats(Reply.Figures reply) {
        return StatsResponse.newBuilder().setReport(report(reply.report())).build();
    }

    static FlushResponse flush(Reply.Figures reply) {
        return FlushResponse.newBuilder().setReport(report(reply.report())).build();
    }

    static CompactResponse compact(Reply.Figures reply) {
        return CompactResponse.newBuilder().setReport(report(reply.report())).build();
    }

    static Reply figures(dev.cairn.rpc.v1.Report message) {
        return new Reply.Figures(report(message));
    }

    static dev.cairn.rpc.v1.Report report(Report report) {
        dev.cairn.rpc.v1.Report.Builder message = dev.cairn.rpc.v1.Report.newBuilder();
        report.findings().forEach((name, finding) -> message.addFindings(finding(name, finding)));
        return message.build();
    }

    private static Finding finding(String name, Report.Finding finding) {
        Finding.Builder message = Finding.newBuilder().setName(name);
        switch (finding) {
            case Report.Finding.Count(long count) -> message.setCount(count);
            case Report.Finding.Ratio(double ratio) -> message.setRatio(ratio);
            case Report.Finding.Text(String text) -> message.setText(text);
            case Report.Finding.Flag(boolean flag) -> message.setFlag(flag);
            case Report.Finding.Section(Report section) -> message.setSection(report(section));
            case Report.Finding.Table(var rows) ->
                message.setTable(Table.newBuilder()
                        .addAllRows(rows.stream().map(ReplyMessages::report).toList()));
        }
        return message.build();
    }

    static Report report(dev.cairn.rpc.v1.Report message) {
        Report report = new Report();
        message.getFindingsList().forEach(finding -> addTo(report, finding));
        return report;
    }

    /// A finding of a kind that a later version has is left out.
    private static void addTo(Report report, Finding finding) {
        switch (finding.getKindCase()) {
            case COUNT -> report.with(finding.getName(), finding.getCount());
            case RATIO -> report.with(finding.getName(), finding.getRatio());
            case TEXT -> report.with(finding.getName(), finding.getText());
            case FLAG -> report.with(finding.getName(), finding.getFlag());
            case SECTION -> report.with(finding.getName(), report(finding.getSection()));
            case TABLE ->
                report.with(
                        finding.getName(),
                        finding.getTable().getRowsList().stream()
                                .map(ReplyMessages::report)
                                .toList());
            case KIND_NOT_SET -> {}
        }
    }
}
