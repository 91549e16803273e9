package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Operations as a picture: a lane for each client, time from left to right.
///
/// ```
/// client 1  [put "1"]
/// client 2             [put "2"]
/// client 3                        [get "1"]
///                                         ^ here no order is left
/// ```
///
/// Of two operations one is wholly to the left of the other if and only if it returned before the other
/// was called. Widths mean nothing else. What has no end goes on to the right edge; a client that went on
/// after such an operation has a second lane. Where the labels do not fit, numbers stand for them, and
/// where these do not fit either, there is only the list.
///
/// Confined to one thread.
final class Lanes {
    /// No line is wider.
    private static final int COLUMNS = 100;

    private static final String CUT = "..";
    private static final int[] VALUE_COLUMNS = {24, 16, 10, 6, 4};
    private static final String MARK = "^ here no order is left";
    private static final String MARK_LEFT = "here no order is left ^";
    private static final int LISTED_MAX = 40;

    private final List<Operation> operations;
    private final List<String> labels;
    private final int prefixColumns;
    private final int[] from;
    private final int[] to;
    private int columns;

    private Lanes(List<Operation> operations, List<String> labels) {
        this.operations = operations;
        this.labels = labels;
        this.prefixColumns = operations.stream()
                .mapToInt(operation -> name(operation).length() + 2)
                .max()
                .orElse(0);
        this.from = new int[operations.size()];
        this.to = new int[operations.size()];
        layOut();
    }

    /// The picture of `operations`, in the order of their calls, in lines of at most 100 columns, each
    /// ended.
    static String of(List<Operation> operations, Operation stuck) {
        int stuckIndex = operations.indexOf(stuck);
        for (int valueColumns : VALUE_COLUMNS) {
            Lanes lanes = new Lanes(
                    operations,
                    operations.stream()
                            .map(operation -> label(operation, valueColumns))
                            .toList());
            if (lanes.fits()) {
                return lanes.drawn(stuckIndex);
            }
        }
        List<String> numbers = new ArrayList<>();
        operations.forEach(_ -> numbers.add(Integer.toString(numbers.size() + 1)));
        Lanes lanes = new Lanes(operations, numbers);
        return (lanes.fits() ? lanes.drawn(stuckIndex) : "") + list(operations, stuckIndex);
    }

    /// Gives each call and each return a column of its own, in the order of time.
    private void layOut() {
        List<Integer> events = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            events.add(2 * i);
            events.add(2 * i + 1);
        }
        events.sort(Comparator.<Integer>comparingLong(this::nanos).thenComparing(event -> event % 2));
        int column = 0;
        for (int event : events) {
            int i = event / 2;
            if (event % 2 == 0) {
                from[i] = column++;
            } else {
                to[i] = Math.max(column, from[i] + labels.get(i).length() + 1);
                column = to[i] + 1;
            }
        }
        columns = column;
        for (int i = 0; i < to.length; i++) {
            to[i] = operations.get(i).returnNanos() == Operation.NEVER ? columns - 1 : to[i];
        }
    }

    private long nanos(int event) {
        Operation operation = operations.get(event / 2);
        return event % 2 == 0 ? operation.callNanos() : operation.returnNanos();
    }

    private boolean fits() {
        return prefixColumns + columns <= COLUMNS;
    }

    private String drawn(int stuck) {
        StringBuilder text = new StringBuilder();
        rows().forEach((_, rows) -> rows.forEach(row -> text.append(drawn(row))));
        int column = prefixColumns + to[stuck];
        boolean isRight = column + MARK.length() <= COLUMNS;
        text.append(" ".repeat(isRight ? column : column + 1 - MARK_LEFT.length()))
                .append(isRight ? MARK : MARK_LEFT);
        return text.append('\n').toString();
    }

    /// The operations of each client, in as many rows as it takes.
    private SortedMap<Integer, List<List<Integer>>> rows() {
        SortedMap<Integer, List<List<Integer>>> rows = new TreeMap<>();
        for (int i = 0; i < operations.size(); i++) {
            int begin = from[i];
            List<List<Integer>> ofClient =
                    rows.computeIfAbsent(operations.get(i).client(), _ -> new ArrayList<>());
            List<Integer> row = ofClient.stream()
                    .filter(taken -> to[taken.getLast()] < begin)
                    .findFirst()
                    .orElseGet(() -> {
                        ofClient.add(new ArrayList<>());
                        return ofClient.getLast();
                    });
            row.add(i);
        }
        return rows;
    }

    private String drawn(List<Integer> row) {
        StringBuilder line = new StringBuilder(name(operations.get(row.getFirst())));
        for (int i : row) {
            boolean isEndless = operations.get(i).returnNanos() == Operation.NEVER;
            line.append(" ".repeat(prefixColumns + from[i] - line.length()))
                    .append('[')
                    .append(labels.get(i));
            line.append((isEndless ? "." : " ").repeat(prefixColumns + to[i] - line.length()))
                    .append(isEndless ? '>' : ']');
        }
        return line.append('\n').toString();
    }

    private static String list(List<Operation> operations, int stuck) {
        StringBuilder text = new StringBuilder();
        int first = Math.max(0, Math.min(stuck + 1, operations.size()) - LISTED_MAX);
        if (first > 0) {
            text.append("(").append(first).append(" operations before these)\n");
        }
        for (int i = first; i < Math.min(operations.size(), first + LISTED_MAX); i++) {
            Operation operation = operations.get(i);
            String end = operation.returnNanos() == Operation.NEVER ? "" : Long.toString(operation.returnNanos());
            String line = "%3d  %s  %s  %s..%s ns%s"
                    .formatted(
                            i + 1,
                            name(operation),
                            label(operation, 12),
                            operation.callNanos(),
                            end,
                            i == stuck ? "  <" : "");
            text.append(line).append('\n');
        }
        int after = operations.size() - first - LISTED_MAX;
        return text.append(after > 0 ? "(" + after + " operations after these)\n" : "")
                .toString();
    }

    private static String name(Operation operation) {
        return "client " + operation.client();
    }

    /// `"value"`.
    static String value(Bytes bytes) {
        return "\"" + bytes + '"';
    }

    /// `"value"`, or `nothing`.
    static String orNothing(Optional<Bytes> value) {
        return value.map(Lanes::value).orElse("nothing");
    }

    /// What was called, and what came of it; each value in at most `valueColumns`.
    static String label(Operation operation, int valueColumns) {
        String label = switch (operation.action()) {
            case Action.Put put -> "put " + cut(value(put.value()), valueColumns);
            case Action.Get get -> "get " + cut(orNothing(get.seen()), valueColumns);
            case Action.Delete _ -> "delete";
            case Action.Cas cas ->
                "cas " + cut(orNothing(cas.expected()), valueColumns) + " to "
                        + cut(orNothing(cas.replacement()), valueColumns);
        };
        return label
                + switch (operation.outcome()) {
                    case OK -> "";
                    case FAIL -> ": no";
                    case UNKNOWN -> " ?";
                };
    }

    /// `text`, or its beginning.
    static String cut(String text, int columnsMax) {
        return text.length() <= columnsMax ? text : text.substring(0, Math.max(0, columnsMax - CUT.length())) + CUT;
    }

    /// `text` in lines of at most 100, each ended. It is cut between words where that can be.
    static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        String rest = text;
        while (rest.length() > COLUMNS) {
            int space = rest.lastIndexOf(' ', COLUMNS);
            int end = space > 0 ? space : COLUMNS;
            lines.append(rest, 0, end).append('\n');
            rest = rest.substring(end).strip();
        }
        return lines.append(rest).append('\n').toString();
    }
}
