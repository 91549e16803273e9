// What happened to the node, newest first. While the pointer or the keyboard is in the list, it stands still.

import { make, say } from "/page/dom.js";
import { clock } from "/page/format.js";

const KEPT_MAX = 500;

function textOf(findings) {
  return Object.entries(findings)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

function findingOf([name, value]) {
  return make("span", "finding", make("span", "muted", `${name}=`), String(value));
}

function lineOf({ at, level, event, findings }) {
  const time = make("time", "", clock(at));
  time.dateTime = new Date(at).toISOString();
  return make("li", level, time, make("span", "level", level), make("b", "", event),
    make("span", "findings", ...Object.entries(findings).map(findingOf)));
}

/** Which event it is: a node that was started anew counts from 1 again. */
const nameOf = ({ at, sequence }) => `${at} ${sequence}`;

/** The node's panel: the events that the node keeps. */
export function mount(element) {
  const filter = make("input");
  filter.type = "search";
  filter.placeholder = "a word: busy, scan, …";
  filter.setAttribute("aria-label", "Show events that contain");
  const level = make("select", "", ...[["all", "All events"], ["error", "Errors only"]].map(([value, name]) => new Option(name, value)));
  level.setAttribute("aria-label", "Show events of level");
  const paused = make("span", "paused muted");
  const list = make("ol", "events");
  list.tabIndex = 0;
  list.setAttribute("aria-label", "Events, newest first");
  const none = make("p", "hint");
  element.append(make("div", "tools", filter, level, paused), list, none);
  let kept = [];
  let waiting = 0;
  let isStill = false;

  function draw() {
    const word = filter.value.trim().toLowerCase();
    const shown = kept.filter(
      (event) =>
        (level.value === "all" || event.level === level.value)
        && `${event.event} ${textOf(event.findings)}`.toLowerCase().includes(word),
    );
    list.replaceChildren(...shown.map(lineOf));
    none.hidden = shown.length > 0;
    say(none, kept.length === 0 ? "Nothing has happened yet." : "No event is like that: take another word.");
    waiting = 0;
    say(paused, "");
  }

  function hold(isHeld) {
    isStill = isHeld;
    if (!isHeld && waiting > 0) draw();
    else say(paused, isHeld ? "Paused" : "");
  }

  list.addEventListener("pointerenter", () => hold(true));
  list.addEventListener("pointerleave", () => hold(document.activeElement === list));
  list.addEventListener("focus", () => hold(true));
  list.addEventListener("blur", () => hold(false));
  filter.addEventListener("input", draw);
  level.addEventListener("change", draw);
  draw();

  return ({ log }) => {
    const known = new Set(kept.map(nameOf));
    const fresh = log.filter((event) => !known.has(nameOf(event)));
    if (fresh.length === 0) return;
    kept = [...fresh.reverse(), ...kept].slice(0, KEPT_MAX);
    waiting += fresh.length;
    if (isStill) say(paused, `Paused, ${waiting} new`);
    else draw();
  };
}
