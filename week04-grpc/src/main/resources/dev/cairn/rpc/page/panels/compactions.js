// What flushes and merges cost, and what they brought.

import { chart } from "/page/chart.js";
import { figures, make, NotThere, say } from "/page/dom.js";
import { bytes, count, times } from "/page/format.js";

const rate = (value) => `${bytes(value)}/s`;

function amplification(parent, name, words) {
  const value = make("strong");
  parent.append(make("div", "tile", make("span", "", name), value, make("small", "", words)));
  return (text) => say(value, text);
}

/** The node's panel: whole samples. */
export function mount(element) {
  const tiles = make("div", "tiles three");
  element.append(tiles);
  const write = amplification(tiles, "Write", "written for a byte put");
  const read = amplification(tiles, "Read", "runs that a get may search");
  const space = amplification(tiles, "Space", "stored for a live byte");
  const push = chart(element, { label: "Bytes that merges have read and written a second", format: rate, isBytes: true, height: 130, hasLegend: true });
  const show = figures(element);
  return ({ at, stats }, before, seconds) => {
    if (stats.failure) throw new Error(stats.failure);
    const merges = stats.compactions;
    if (!merges) throw new NotThere(`The engine ${stats.engine} merges nothing.`);
    write(times(stats.amplification.write));
    read(count(stats.amplification.read));
    space(times(stats.amplification.space));
    const earlier = before?.stats.compactions;
    push(at, {
      "merge reads": earlier ? (merges.bytesRead - earlier.bytesRead) / seconds : null,
      "merge writes": earlier ? (merges.bytesWritten - earlier.bytesWritten) / seconds : null,
    });
    const failed = stats.flushes.failed + merges.failed;
    show({
      Flushes: count(stats.flushes.count),
      "Merges, moves": `${count(merges.merges)}, ${count(merges.moves)}`,
      "Read, written": `${bytes(merges.bytesRead)}, ${bytes(merges.bytesWritten)}`,
      "Space won back": bytes(merges.bytesReclaimed),
      "Old entries dropped": count(merges.keysRemoved),
      "Writers waited": `${count(stats.memory.stalls + merges.writersPaused)} ms`,
      Failed: failed === 0 ? "0" : `${count(failed)}: ${stats.flushes.lastFailure ?? merges.lastFailure ?? ""}`,
    });
  };
}
