// What the block cache and the filters spare the disk.

import { figures, make, meter, NotThere, say } from "/page/dom.js";
import { bytes, count, percent } from "/page/format.js";

/** A rate of hits, as a figure and as a bar. */
function rated(parent, name) {
  const value = make("strong");
  const box = make("div", "rated", make("span", "", name), value);
  const draw = meter(box, name);
  parent.append(box);
  return (hits, all, ifNone) => {
    const share = all > 0 ? hits / all : 0;
    say(value, all > 0 ? percent(share) : "–");
    draw(share, all > 0 ? percent(share) : ifNone);
  };
}

/** The node's panel: whole samples. */
export function mount(element) {
  const hits = rated(element, "Cache hits");
  const room = rated(element, "Cache in use");
  const denied = rated(element, "Searches spared by filters");
  const show = figures(element);
  return ({ stats }) => {
    if (stats.failure) throw new Error(stats.failure);
    const { cache, filter } = stats;
    if (!cache || !filter) throw new NotThere(`The engine ${stats.engine} has neither cache nor filters.`);
    hits(cache.hits, cache.hits + cache.misses, "nothing was read yet");
    room(cache.bytes, cache.bytesMax, "there is no cache");
    denied(filter.hits, filter.checks, "nothing was searched yet");
    show({
      Cached: `${bytes(cache.bytes)} of ${bytes(cache.bytesMax)}`,
      Blocks: count(cache.blocks),
      Evictions: count(cache.evictions),
      "Filters asked": count(filter.checks),
      "Wrong yes": count(filter.misses),
      "Blocks searched": count(filter.blocksSearched),
    });
  };
}
