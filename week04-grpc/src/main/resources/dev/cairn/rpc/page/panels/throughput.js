// How many requests of each kind are answered in a second.

import { chart, colourOf } from "/page/chart.js";
import { hint, make, say } from "/page/dom.js";
import { count, perSecond } from "/page/format.js";

/** The node's panel: whole samples. */
export function mount(element) {
  const push = chart(element, { label: "Requests a second by kind, over the last five minutes", format: perSecond });
  const empty = hint(element, "No requests yet: try", "cairn kv put greeting hello");
  const body = make("tbody");
  const head = make("tr", "", ...["Kind", "Now", "Answered", "Failed"].map((name) => make("th", "", name)));
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

  return ({ at, requests }, before, seconds) => {
    if (requests.failure) throw new Error(requests.failure);
    const earlier = new Map((before?.requests ?? []).map((row) => [row.request, row.count]));
    const rates = {};
    for (const row of requests.filter(({ count: answered }) => answered > 0)) {
      const rate = before ? Math.max(0, row.count - (earlier.get(row.request) ?? 0)) / seconds : null;
      rates[row.request] = rate;
      const [now, answered, failed] = rowOf(row.request);
      say(now, perSecond(rate));
      say(answered, count(row.count));
      say(failed, count(row.failed));
      failed.classList.toggle("bad", row.failed > 0);
    }
    empty(shown.size === 0);
    push(at, rates);
  };
}
