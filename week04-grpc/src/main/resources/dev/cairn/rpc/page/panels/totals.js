// The few figures that say whether a node is well.

import { make, say } from "/page/dom.js";
import { bytes, count, micros, perSecond } from "/page/format.js";

const RECENT_MS = 60_000;

function tile(parent, name) {
  const value = make("strong");
  const note = make("small");
  parent.append(make("div", "tile", make("span", "", name), value, note));
  return (text, words, isBad = false) => {
    say(value, text);
    say(note, words);
    value.classList.toggle("bad", isBad);
  };
}

const sum = (rows, name) => rows.reduce((all, row) => all + row[name], 0);

function slowest(rows) {
  return rows.filter((row) => row.p99Micros > 0).reduce((most, row) => (row.p99Micros > (most?.p99Micros ?? -1) ? row : most),
    undefined);
}

/** The node's panel: whole samples. */
export function mount(element) {
  const strip = make("div", "tiles");
  element.append(strip);
  const rate = tile(strip, "Requests a second");
  const slow = tile(strip, "Slowest p99");
  const disk = tile(strip, "In tables");
  const load = tile(strip, "Under way");
  const bad = tile(strip, "Refused or failed");
  let lastBad = -Infinity;
  return ({ at, stats, requests }, before, seconds) => {
    const rows = Array.isArray(requests) ? requests : [];
    const earlier = Array.isArray(before?.requests) ? before.requests : undefined;
    const all = sum(rows, "count");
    rate(earlier ? perSecond((all - sum(earlier, "count")) / seconds) : "–", `${count(all)} since the start`);
    const worst = slowest(rows);
    slow(micros(worst?.p99Micros), worst ? worst.request : "no requests lately");
    const tables = stats.levels;
    if (tables) disk(bytes(sum(tables, "bytes")), `${count(sum(tables, "tables"))} tables`);
    else disk("–", stats.failure ? "unknown" : "this engine has none");
    const { requests: underWay, scans, sessions, refused = 0 } = stats.server ?? {};
    load(count(underWay), `${count(scans)} scans, ${count(sessions)} sessions`);
    const failed = sum(rows, "failed");
    const wrong = refused + failed;
    if (earlier && wrong > (before.stats.server?.refused ?? 0) + sum(earlier, "failed")) lastBad = at;
    bad(count(wrong), `${count(refused)} refused, ${count(failed)} failed`, at - lastBad < RECENT_MS);
  };
}
