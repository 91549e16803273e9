// How many requests of each kind are answered in a second.

import { chart, colourOf } from "/page/chart.js";
import { hint, say, table } from "/page/dom.js";
import { count, perSecond } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const push = chart(element, { label: "Requests a second by kind, over the last five minutes", format: perSecond });
  const empty = hint(element, "No requests yet: try", "cairn kv put greeting hello");
  const rowOf = table(element, ["Kind", "Now", "Answered", "Failed"], colourOf);

  return ({ at, requests }, before, seconds) => {
    if (requests.failure) throw new Error(requests.failure);
    const known = Array.isArray(before?.requests) ? before.requests : [];
    const earlier = new Map(known.map((row) => [row.request, row.count]));
    const rates = {};
    const asked = requests.filter(({ count: answered }) => answered > 0);
    for (const row of asked) {
      const rate = before ? Math.max(0, row.count - (earlier.get(row.request) ?? 0)) / seconds : null;
      rates[row.request] = rate;
      const [now, answered, failed] = rowOf(row.request);
      say(now, perSecond(rate));
      say(answered, count(row.count));
      say(failed, count(row.failed));
      failed.classList.toggle("bad", row.failed > 0);
    }
    empty(asked.length === 0);
    push(at, rates);
  };
}
