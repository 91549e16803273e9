// Lines over the last minutes, drawn by uPlot. A panel of a later week may use this module as it is.

import uPlot from "/page/uplot.js";
import { clock } from "/page/format.js";
import { make } from "/page/dom.js";

const SPAN_S = 300;
const POINTS_MAX = 600;
const GAP_MAX_S = 5;
const WINDOW_MIN_S = 45;
const HEIGHT = 170;
const KIB = 1024;

/** 1, 2, 5 and so on are no steps for bytes. */
const POWERS = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** Colours of lines, by number; the same name has the same colour on the whole page. */
const names = [];

/** The class of the colour that a name has. */
export function colourOf(name) {
  if (!names.includes(name)) names.push(name);
  return `series-${(names.indexOf(name) % 8) + 1}`;
}

/** What a class of the style sheet makes of the property colour, light or dark. */
function resolved(parent, className) {
  const probe = make("span", className);
  parent.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/**
 * A chart in `parent`.
 *
 * @param options label: what it shows, for those who do not see it; format: a figure as text; isLog: whether the
 *     scale is logarithmic; isBytes: whether it counts by powers of 1024; height: in pixels;
 *     hasLegend: whether the names of the lines stand below it
 * @returns a function that takes a moment in milliseconds and {name: figure or null}
 */
export function chart(parent, { label, format, isLog = false, isBytes = false, height = HEIGHT, hasLegend = false }) {
  const figure = make("div", "chart");
  const tip = make("div", "tip");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", label);
  tip.hidden = true;
  figure.hidden = true;
  figure.style.height = `${height}px`;
  figure.append(tip);
  parent.append(figure);
  const legend = make("p", "legend");
  if (hasLegend) parent.append(legend);
  const lines = new Map();
  let moments = [];
  let plot;

  function data() {
    return [moments, ...lines.values()];
  }

  function point(u) {
    const index = u.cursor.idx;
    const rows = u.cursor.left < 0 ? [] : [...lines].filter(([, line]) => typeof line[index] === "number");
    tip.hidden = rows.length === 0;
    if (tip.hidden) return;
    tip.replaceChildren(
      make("strong", "", clock(1000 * moments[index])),
      ...rows.map(([name, line]) => make("span", colourOf(name), make("i"), name, make("b", "", format(line[index])))),
    );
    const isRight = u.cursor.left > u.over.clientWidth / 2;
    tip.style.left = isRight ? "auto" : `${u.over.offsetLeft + u.cursor.left + 12}px`;
    tip.style.right = isRight ? `${figure.clientWidth - u.over.offsetLeft - u.cursor.left + 12}px` : "auto";
  }

  function range(_, low, high) {
    if (isLog) {
      const from = 10 ** Math.floor(Math.log10(Math.max(1, low ?? 1)));
      const to = 10 ** Math.ceil(Math.log10(Math.max(10 * from, high ?? 1000)));
      return [from, to];
    }
    return [0, Math.max(isBytes ? KIB : 1, (high ?? 0) * 1.15)];
  }

  /** On a logarithmic scale only powers of ten have a line. */
  function decades(_, __, low, high) {
    const splits = [];
    for (let split = low; split <= high * 1.001; split *= 10) splits.push(split);
    return splits;
  }

  function draw() {
    plot?.destroy();
    plot = undefined;
    const width = figure.clientWidth;
    if (width === 0) return;
    const ink = resolved(figure, "ink-muted");
    const grid = { stroke: resolved(figure, "ink-line"), width: 1 };
    const axis = { stroke: ink, grid, ticks: { show: false }, font: "11px system-ui, sans-serif" };
    const options = {
      width,
      height,
      padding: [10, 28, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: "cairn" }, points: { size: 6 } },
      hooks: { setCursor: [point] },
      scales: {
        x: { time: false, range: (_, from, to) => [Math.min(from ?? to, (to ?? 0) - WINDOW_MIN_S), to] },
        y: { range, distr: isLog ? 3 : 1 },
      },
      axes: [
        { ...axis, space: 90, size: 30, gap: 9, values: (_, ticks) => ticks.map((tick) => clock(1000 * tick)),
          incrs: [5, 10, 15, 30, 60] },
        { ...axis, size: 70, space: 34, ...(isLog ? { splits: decades } : {}), ...(isBytes ? { incrs: POWERS } : {}),
          values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : format(tick))) },
      ],
      series: [
        {},
        ...[...lines.keys()].map((name) => {
          const stroke = resolved(figure, colourOf(name));
          return { label: name, stroke, width: 1.75, points: { show: false }, spanGaps: false };
        }),
      ],
    };
    plot = new uPlot(options, data(), figure);
  }

  new ResizeObserver(() => {
    if (plot && plot.width !== figure.clientWidth && figure.clientWidth > 0) {
      plot.setSize({ width: figure.clientWidth, height });
    } else if (!plot) {
      draw();
    }
  }).observe(figure);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  document.addEventListener("cairn-theme", draw);

  function append(second, figures) {
    moments = [...moments, second];
    for (const [name, line] of lines) lines.set(name, [...line, figures[name] ?? null]);
  }

  function forget(count) {
    moments = moments.slice(count);
    for (const [name, line] of lines) lines.set(name, line.slice(count));
  }

  /** A clock that went back begins anew, and where nothing came for long the lines are interrupted. */
  function look(second) {
    const last = moments.at(-1) ?? second;
    if (second < last) forget(moments.length);
    else if (second - last > GAP_MAX_S) append(last + 1, {});
  }

  return (at, figures) => {
    look(at / 1000);
    const isNew = Object.keys(figures).some((name) => !lines.has(name));
    for (const name of Object.keys(figures)) {
      if (!lines.has(name)) lines.set(name, moments.map(() => null));
    }
    figure.hidden = lines.size === 0;
    append(at / 1000, figures);
    const first = moments.findIndex((moment) => moment >= at / 1000 - SPAN_S);
    forget(Math.max(first, moments.length - POINTS_MAX, 0));
    if (isNew || !plot) {
      legend.replaceChildren(...[...lines.keys()].map((name) => make("span", colourOf(name), make("i"), name)));
      draw();
    } else {
      plot.setData(data());
    }
  };
}
