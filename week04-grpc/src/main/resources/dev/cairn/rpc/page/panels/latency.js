// How long requests of each kind have taken lately: half of them less than p50, all but one in a hundred less than
// p99. A figure of 0 says that there were none.

import { chart, colourOf } from "/page/chart.js";
import { hint, make, say } from "/page/dom.js";
import { micros } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const push = chart(element, {
    label: "Latency p99 by kind, over the last five minutes, on a logarithmic scale",
    format: micros,
    isLog: true,
  });
  const empty = hint(element, "No latencies yet: they come with the first requests.");
  const body = make("tbody");
  const head = make("tr", "", ...["p99 over time", "p50", "p99", "p99.9"].map((name) => make("th", "", name)));
  element.append(make("table", "kinds", make("thead", "", head), body));
  const shown = new Map();

  function rowOf(name) {
    if (!shown.has(name)) {
      const cells = [make("td"), make("td"), make("td")];
      body.append(make("tr", "", make("th", colourOf(name), make("i"), name), ...cells));
      shown.set(name, cells);
    }
    return shown.get(name);
  }

  return ({ at, requests }) => {
    if (requests.failure) throw new Error(requests.failure);
    const slow = {};
    for (const row of requests.filter(({ count }) => count > 0)) {
      slow[row.request] = row.p99Micros > 0 ? row.p99Micros : null;
      const cells = rowOf(row.request);
      [row.p50Micros, row.p99Micros, row.p999Micros].forEach((value, index) => say(cells[index], micros(value > 0 ? value : undefined)));
    }
    empty(shown.size === 0);
    push(at, slow);
  };
}
