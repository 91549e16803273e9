// The store as it lies in memory and on disk: what is written falls from the memtable to level 0, and from level to
// level. Bars are as long as the logarithm of their bytes; each cell is a table, as long as there is room.

import { hint, make, NotThere, say } from "/page/dom.js";
import { bytes, count, duration, parseBytes } from "/page/format.js";

const LEVELS = 7;
const CELLS_MAX = 48;
const BYTES_MIN = 64 * 1024;
const BYTES_MAX = 256 * 1024 * 1024;
const LIT_MS = 2_500;

function stage(list, name) {
  const bar = make("div", "bar");
  const tag = make("span", "tag");
  const words = make("span", "words");
  const item = make("li", "stage", make("span", "name", name), tag, make("div", "track", bar), words);
  list.append(item);
  return { item, bar, words, tag };
}

/** Makes `bar` a row of `cells` cells that is `share` of the track long. */
function fill(bar, share, cells) {
  const shown = cells > CELLS_MAX ? 1 : cells;
  while (bar.childElementCount > shown) bar.lastElementChild.remove();
  while (bar.childElementCount < shown) bar.append(make("i"));
  bar.style.width = `${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%`;
}

/** Lights a stage for a while, with a word. */
function light(part, word, now) {
  if (word) {
    part.until = now + LIT_MS;
    say(part.tag, word);
  }
  part.item.classList.toggle("lit", now < (part.until ?? 0));
}

/** How much of its track a bar takes. */
function share(size, most) {
  return size <= 0 ? 0 : 0.03 + (0.97 * Math.log2(Math.max(1, size / BYTES_MIN))) / Math.log2(most / BYTES_MIN);
}

/** The node's panel: whole samples. */
export function mount(element) {
  const story = make("p", "story");
  const list = make("ol", "tree");
  element.append(story, list);
  const memtable = stage(list, "Memtable");
  const frozen = stage(list, "Frozen");
  const levels = Array.from({ length: LEVELS }, (_, level) => stage(list, `L${level}`));
  levels[0].item.classList.add("disk");
  element.append(make("p", "legend muted", "A bar is as long as the logarithm of its bytes; each cell of it is a table."));
  const none = hint(element, "No tables yet: what is written stays in memory until the memtable is full. Try", "cairn kv flush");
  let merged;

  function showMemory({ memory, settings }) {
    const size = parseBytes(settings?.memtableBytes);
    fill(memtable.bar, memory.bytes / (size * (1 + memory.frozen)), 1);
    say(memtable.words, `${bytes(memory.bytes)} · ${count(memory.changes)} changes`);
    fill(frozen.bar, Math.min(1, memory.frozen * 0.25), memory.frozen);
    say(frozen.words, memory.frozen === 0 ? "none waits for its flush" : `${memory.frozen} wait for their flush`);
  }

  function tell(stats, earlier, at) {
    const merges = stats.compactions;
    const isMerging = earlier && (merges.bytesWritten > earlier.compactions.bytesWritten || merges.merges > earlier.compactions.merges);
    const isMoving = earlier && merges.moves > earlier.compactions.moves;
    if (isMerging || isMoving) merged = at;
    const slowed = earlier
      ? stats.memory.stalls - earlier.memory.stalls + merges.writersPaused - earlier.compactions.writersPaused
      : 0;
    const last = merged === undefined ? "nothing was merged since the page was opened" : `last merge ${duration(at - merged)} ago`;
    let text = isMerging ? "Compaction has just merged tables" : `Compaction is at rest: ${last}`;
    if (slowed > 0) text = `Writers are slowed down until merging keeps up · ${text}`;
    story.classList.toggle("warn", slowed > 0);
    say(story, text);
    return isMerging || isMoving;
  }

  return ({ at, stats }, before) => {
    if (stats.failure) throw new Error(stats.failure);
    if (!stats.levels || !stats.memory) throw new NotThere(`The engine ${stats.engine} has no levels.`);
    const earlier = before?.stats;
    const isMerging = stats.compactions ? tell(stats, earlier, at) : false;
    showMemory(stats);
    const isFlushed = earlier && stats.flushes.count > earlier.flushes.count;
    light(memtable, isFlushed ? "flushed" : "", at);
    light(frozen, "", at);
    const now = new Map(stats.levels.map((level) => [level.level, level]));
    const then = new Map((earlier?.levels ?? []).map((level) => [level.level, level]));
    const most = Math.max(BYTES_MAX, ...stats.levels.map((level) => 2 ** Math.ceil(Math.log2(level.bytes + 1))));
    levels.forEach((part, number) => {
      const { tables, bytes: size } = now.get(number) ?? { tables: 0, bytes: 0 };
      const old = then.get(number) ?? { tables: 0, bytes: 0 };
      fill(part.bar, share(size, most), tables);
      say(part.words, tables === 0 ? "empty" : `${bytes(size)} · ${count(tables)} ${tables === 1 ? "table" : "tables"}`);
      part.item.classList.toggle("empty", tables === 0);
      const isChanged = earlier && (tables !== old.tables || size !== old.bytes);
      light(part, isChanged && isMerging ? "merged" : isChanged ? "new table" : "", at);
    });
    none(stats.tables === 0);
  };
}
