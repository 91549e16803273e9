// The page of a node: its head, its state, its panels. Each panel is a module with a function `mount(element)`,
// which returns a function (figures, before, seconds): the figures of a sample, those of the sample before, if the
// node has run since then without a break, and the time between them.
//
// The node's own panels get whole samples, but for the events, which come by themselves; those of its parts get what
// the part has given under the panel's name.

import { make, NotThere, say } from "/page/dom.js";
import { clock, duration } from "/page/format.js";
import { listen } from "/page/stream.js";
import * as totals from "/page/panels/totals.js";
import * as throughput from "/page/panels/throughput.js";
import * as latency from "/page/panels/latency.js";
import * as levels from "/page/panels/levels.js";
import * as compactions from "/page/panels/compactions.js";
import * as cache from "/page/panels/cache.js";
import * as log from "/page/panels/log.js";
import * as limits from "/page/panels/limits.js";
import * as events from "/page/panels/events.js";
import * as settings from "/page/panels/settings.js";

const TOKEN = "cairn.token";
const THEME = "cairn.theme";
const GAP_MAX_MS = 5_000;

const own = [
  ["totals", "At a glance", totals],
  ["throughput", "Requests a second", throughput],
  ["latency", "Latency", latency],
  ["levels", "Tables by level", levels],
  ["compactions", "Flushes and merges", compactions],
  ["cache", "Cache and filters", cache],
  ["log", "Log and commits", log],
  ["limits", "Under way", limits],
  ["settings", "Settings", settings],
  ["events", "Events", events],
];

const byId = (id) => document.getElementById(id);
const panels = new Map();
let before;
let retry = () => {};

/** Makes the frame of a panel; its figures are drawn when its module is there. */
function frame(id, title, module, where) {
  const body = make("div", "body");
  const trouble = make("p", "trouble");
  trouble.hidden = true;
  const heading = make("h2", "", title);
  heading.id = `title-${id}`;
  const section = make("section", "panel", heading, trouble, body);
  section.id = `panel-${id}`;
  section.setAttribute("aria-labelledby", heading.id);
  byId("panels").insertBefore(section, where);
  const panel = { body, trouble, update: undefined };
  panels.set(id, panel);
  Promise.resolve(module).then(
    (ready) => attempt(panel, () => (panel.update = ready.mount(body))),
    (failure) => troubled(panel, `its script did not load: ${failure.message}`),
  );
  return panel;
}

function troubled(panel, text, isFailure = true) {
  panel.trouble.className = isFailure ? "trouble" : "hint";
  panel.trouble.hidden = text === "";
  say(panel.trouble, text && isFailure ? `This panel has failed, the others go on: ${text}` : text);
}

/** What fails in a panel is shown there, and nowhere else. */
function attempt(panel, work) {
  try {
    work();
  } catch (failure) {
    const isFailure = !(failure instanceof NotThere);
    panel.body.hidden ||= !isFailure;
    troubled(panel, failure.message, isFailure);
  }
}

function update(panel, figures, earlier, seconds) {
  if (!panel.update) return;
  const failure = figures?.failure;
  panel.body.hidden = failure !== undefined;
  troubled(panel, failure ?? "");
  if (failure === undefined) attempt(panel, () => panel.update(figures, earlier, seconds));
}

/** The frames of the node's parts, before the events. A script that is no path on this node is not loaded. */
function addParts(parts) {
  for (const { id, title, script } of parts) {
    if (panels.has(id)) continue;
    const module = /^\/[^/\\]/.test(script) ? import(script) : Promise.reject(new Error(`${script} is no path`));
    frame(id, title, module, byId("panel-events"));
  }
}

function showNode(node) {
  say(byId("name"), node.directory);
  say(byId("facts"), `${node.engine} · version ${node.version} · gRPC ${node.grpc} · up ${duration(node.upMillis)}`);
  document.title = `${node.directory} · Cairn`;
}

function takeLog(log) {
  update(panels.get("events"), log);
  if (log.log.some(({ event }) => event === "draining")) showState("draining", "Draining: no new requests");
}

function takeSample(sample) {
  const isSame = before?.node.startedAt === sample.node.startedAt;
  const millis = isSame ? sample.node.upMillis - before.node.upMillis : 0;
  const earlier = millis > 0 && millis < GAP_MAX_MS ? before : undefined;
  if (before && before.node.version !== sample.node.version) location.reload();
  if (before && !isSame) showState("connected", "Connected: the node was started anew");
  before = sample;
  showNode(sample.node);
  addParts(sample.node.panels);
  for (const [id] of own.filter(([name]) => name !== "events")) update(panels.get(id), sample, earlier, millis / 1000);
  for (const { id } of sample.node.panels) {
    update(panels.get(id), sample.panels[id], earlier?.panels[id], millis / 1000);
  }
}

function showState(state, text) {
  byId("state").dataset.state = state;
  say(byId("state-text"), text);
}

function showRefusal({ status, message }) {
  const isKnown = sessionStorage.getItem(TOKEN) !== null;
  showState("refused", status === 403 ? "Not allowed" : "Token needed");
  byId("token").hidden = false;
  let why = "";
  if (status === 403) why = `This token is known, but may not read the node's figures. ${message}`;
  else if (isKnown) why = `The node does not take this token. ${message}`;
  say(byId("token-why"), why);
  byId("token-text").focus();
}

/** Every change of the connection. */
function tell(change) {
  const { state } = change;
  document.body.classList.toggle("stale", state !== "connected");
  byId("retry").hidden = state !== "lost";
  byId("token").hidden = state !== "refused";
  byId("panels").hidden = state === "refused";
  byId("forget").hidden = sessionStorage.getItem(TOKEN) === null;
  say(byId("countdown"), state === "lost" && before ? `figures of ${clock(before.at)}` : "");
  if (state === "refused") showRefusal(change);
  else if (state === "failed") showState("failed", `This page has failed: ${change.message}`);
  else if (state === "lost" && byId("state").dataset.state === "draining") showState("draining", "Drained: trying again");
  else if (state === "lost") showState("lost", change.message ? `Lost: ${change.message}` : "Lost: trying again");
  else if (!["connected", "draining"].includes(byId("state").dataset.state)) showState("connected", "Connected");
}

function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event("cairn-theme"));
}

function startTheme() {
  const kept = localStorage.getItem(THEME) ?? "auto";
  for (const choice of document.querySelectorAll("input[name=theme]")) {
    choice.checked = choice.value === kept;
    choice.addEventListener("change", () => {
      localStorage.setItem(THEME, choice.value);
      chooseTheme(choice.value);
    });
  }
  chooseTheme(kept);
}

function startToken() {
  byId("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN, byId("token-text").value.trim());
    byId("token-text").value = "";
    retry();
  });
  byId("forget").addEventListener("click", () => {
    sessionStorage.removeItem(TOKEN);
    retry();
  });
  byId("retry").addEventListener("click", () => retry());
}

startTheme();
startToken();
for (const [id, title, module] of own) frame(id, title, module, null);
retry = listen("/events", () => sessionStorage.getItem(TOKEN) ?? "", (name, data) => (name === "log" ? takeLog(data) : takeSample(data)), tell);
