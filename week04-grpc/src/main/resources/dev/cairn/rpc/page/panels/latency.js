// How long requests of each kind have taken lately: half of them less than p50, all but one in a hundred less than
// p99. A figure of 0 says that there were none.

import { chart, colourOf } from "/page/chart.js";
import { hint, say, table } from "/page/dom.js";
import { micros } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const push = chart(element, {
    label: "Latency p99 by kind, over the last five minutes, on a logarithmic scale",
    format: micros,
    isLog: true,
  });
  const empty = hint(element, "No latencies yet: they come with the first requests.");
  const rowOf = table(element, ["p99 over time", "p50", "p99", "p99.9"], colourOf);

  return ({ at, requests }) => {
    if (requests.failure) throw new Error(requests.failure);
    const slow = {};
    const asked = requests.filter(({ count }) => count > 0);
    for (const row of asked) {
      slow[row.request] = row.p99Micros > 0 ? row.p99Micros : null;
      const cells = rowOf(row.request);
      [row.p50Micros, row.p99Micros, row.p999Micros].forEach((value, index) => say(cells[index], micros(value > 0 ? value : undefined)));
    }
    empty(asked.length === 0);
    push(at, slow);
  };
}
