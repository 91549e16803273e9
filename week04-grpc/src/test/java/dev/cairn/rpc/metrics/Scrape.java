package dev.cairn.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a scrape said, read as strictly as the text format 0.0.4 of Prometheus allows: every metric has
/// one HELP and one TYPE before its samples, which stand together; names are legal; no series is there
/// twice; what is a counter says so in its name; the buckets of a histogram add up.
///
/// Immutable. Prometheus, "Exposition formats", text-based format.
final class Scrape {
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([^ {]+)(\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Pattern LE = Pattern.compile("(?:^|,)le=\"([^\"]*)\"");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();

    private Scrape() {}

    static Scrape parse(String text) {
        assertThat(text).as("the end of a scrape").endsWith("\n");
        Scrape scrape = new Scrape();
        text.lines().forEach(scrape::read);
        scrape.checkHistograms();
        assertThat(scrape.order)
                .as("metrics whose samples do not stand together")
                .doesNotHaveDuplicates();
        return scrape;
    }

    /// The metrics and their types.
    Map<String, String> types() {
        return types;
    }

    /// The value of a series: `cairn_lsm_tables{level="0"}`, its labels in the order of their names.
    double value(String series) {
        assertThat(samples).containsKey(series);
        return Objects.requireNonNull(samples.get(series));
    }

    /// The same for whole numbers.
    long count(String series) {
        double value = value(series);
        assertThat(value).as(series).isEqualTo(Math.rint(value));
        return (long) value;
    }

    /// The names of the labels of a metric, `le` not among them.
    Set<String> labelsOf(String metric) {
        return samples.keySet().stream()
                .filter(series -> metricOf(series.replaceFirst("\\{.*", "")).equals(metric))
                .flatMap(series -> LABEL.matcher(labels(series)).results())
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le") && !label.equals("quantile"))
                .collect(Collectors.toSet());
    }

    private void read(String line) {
        if (line.startsWith("# HELP ")) {
            String[] words = line.split(" ", 4);
            assertThat(words).as(line).hasSize(4);
            assertThat(words[3]).as(line).isNotBlank();
            assertThat(helps.put(words[2], words[3])).as("second " + line).isNull();
        } else if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ");
            assertThat(words).as(line).hasSize(4);
            assertThat(NAME.matcher(words[2]).matches()).as(line).isTrue();
            assertThat(TYPES).as(line).contains(words[3]);
            assertThat(types.put(words[2], words[3])).as("second " + line).isNull();
        } else {
            readSample(line);
        }
    }

    private void readSample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as("a sample: %s", line).isTrue();
        String name = sample.group(1);
        String metric = metricOf(name);
        assertThat(types).as("TYPE before %s", line).containsKey(metric);
        assertThat(helps).as("HELP before %s", line).containsKey(metric);
        if ("counter".equals(types.get(metric))) {
            assertThat(name).as(line).endsWith("_total");
        }
        String labels = sample.group(3) == null ? "" : sample.group(3);
        assertThat(LABEL.matcher(labels).replaceAll(""))
                .as("labels of %s", line)
                .isEmpty();
        String series = labels.isEmpty() ? name : name + "{" + labels + "}";
        double value = Double.parseDouble(sample.group(4).replace("+Inf", "Infinity"));
        assertThat(samples.put(series, value)).as("second %s", line).isNull();
        if (order.isEmpty() || !order.getLast().equals(metric)) {
            order.add(metric);
        }
    }

    private String metricOf(String name) {
        String stem = name.replaceFirst("_(bucket|sum|count)$", "");
        String type = types.getOrDefault(stem, "");
        return type.equals("histogram") || type.equals("summary") ? stem : name;
    }

    private void checkHistograms() {
        types.forEach((metric, type) -> {
            if (type.equals("histogram")) {
                buckets(metric).forEach((labels, buckets) -> checkHistogram(metric, labels, buckets));
            }
        });
    }

    /// The buckets of a histogram by the labels that it has beside `le`.
    private Map<String, SortedMap<Double, Double>> buckets(String metric) {
        Map<String, SortedMap<Double, Double>> all = new LinkedHashMap<>();
        samples.forEach((series, value) -> {
            if (series.startsWith(metric + "_bucket{")) {
                Matcher le = LE.matcher(labels(series));
                assertThat(le.find()).as("the end of the bucket %s", series).isTrue();
                double end = Double.parseDouble(le.group(1).replace("+Inf", "Infinity"));
                String others = le.replaceFirst("").replaceFirst("^,", "");
                all.computeIfAbsent(others, _ -> new TreeMap<>()).put(end, value);
            }
        });
        return all;
    }

    private void checkHistogram(String metric, String labels, SortedMap<Double, Double> buckets) {
        String suffix = labels.isEmpty() ? "" : "{" + labels + "}";
        assertThat(buckets.lastKey()).as("last bucket of %s%s", metric, suffix).isInfinite();
        assertThat(buckets.get(buckets.lastKey())).isEqualTo(value(metric + "_count" + suffix));
        assertThat(List.copyOf(buckets.values()))
                .as("buckets of %s%s", metric, suffix)
                .isSorted();
        assertThat(value(metric + "_sum" + suffix)).isNotNegative();
    }

    private static String labels(String series) {
        int at = series.indexOf('{');
        return at < 0 ? "" : series.substring(at + 1, series.length() - 1);
    }
}
