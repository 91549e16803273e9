package dev.cairn.engine.cli.growth;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A picture of a load, as SVG: rows per second over rows loaded, a point for each slice.
///
/// Immutable.
///
/// @param slices at least one
record GrowthPlot(List<GrowthSlice> slices) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int TOP = 40;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 30;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 60;
    private static final int LINES = 4;

    GrowthPlot {
        slices = List.copyOf(slices);
    }

    /// The picture, whose vertical axis begins at 0.
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" fill=\"#777\">%n",
                WIDTH,
                HEIGHT));
        svg.append(text(LEFT, TOP - 16, "start", "rows a second, while a store grows"));
        for (int line = 0; line <= LINES; line++) {
            appendLine(svg, line);
        }
        svg.append(text(LEFT + PLOT_WIDTH / 2.0, HEIGHT - 12, "middle", "rows loaded"));
        svg.append(String.format(
                Locale.ROOT,
                "<polyline fill=\"none\" stroke=\"#2a7de1\" stroke-width=\"2\" points=\"%s\"/>%n</svg>%n",
                slices.stream()
                        .map(slice -> String.format(Locale.ROOT, "%.1f,%.1f", x(slice.rows()), y(slice.perSecond())))
                        .collect(Collectors.joining(" "))));
        return svg.toString();
    }

    /// One of the horizontal lines with its number, and the number below that stands as far to the right.
    private void appendLine(StringBuilder svg, int line) {
        double perSecond = perSecondMax() * line / LINES;
        long rows = slices.getLast().rows() * line / LINES;
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%3$.1f\" y2=\"%3$.1f\" stroke=\"#ccc\"/>%n",
                LEFT,
                LEFT + PLOT_WIDTH,
                y(perSecond)));
        svg.append(text(LEFT - 8, y(perSecond) + 4, "end", String.format(Locale.ROOT, "%,.0f", perSecond)));
        svg.append(text(x(rows), TOP + PLOT_HEIGHT + 20, "middle", String.format(Locale.ROOT, "%,d", rows)));
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }

    private double x(long rows) {
        return LEFT + (double) PLOT_WIDTH * rows / slices.getLast().rows();
    }

    private double y(double perSecond) {
        return TOP + PLOT_HEIGHT * (1 - perSecond / perSecondMax());
    }

    private double perSecondMax() {
        return slices.stream().mapToDouble(GrowthSlice::perSecond).max().orElse(1);
    }
}
