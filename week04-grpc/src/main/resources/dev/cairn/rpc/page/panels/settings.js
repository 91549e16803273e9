// The settings that explain the other figures.

import { figures, hint } from "/page/dom.js";

/** memtableBytes as Memtable bytes. */
function words(name) {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The node's panel: whole samples. */
export function mount(element) {
  const show = figures(element);
  const none = hint(element, "This engine has no settings.");
  return ({ stats }) => {
    if (stats.failure) throw new Error(stats.failure);
    const settings = Object.entries(stats.settings ?? {});
    none(settings.length === 0);
    show(Object.fromEntries(settings.map(([name, value]) => [words(name), String(value)])));
  };
}
