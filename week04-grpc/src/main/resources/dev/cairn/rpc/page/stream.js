// What the node tells, as it comes: server-sent events read by fetch, which can send a token where EventSource
// cannot. A connection that is lost, or silent, is made anew, after a pause that doubles.

const PAUSE_MIN_MS = 500;
const PAUSE_MAX_MS = 10_000;
const SILENCE_MAX_MS = 6_000;
const HIDDEN_MAX_MS = 60_000;
const BUFFER_MAX = 8 * 1024 * 1024;

/** The node answered, but not with samples. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function refusalOf(response) {
  const text = await response.text().catch(() => "");
  try {
    return new Refusal(response.status, JSON.parse(text).message ?? text);
  } catch {
    return new Refusal(response.status, text.slice(0, 200));
  }
}

/** What an event says under a name, line by line. */
function fieldsOf(event, name) {
  return event.split("\n").filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
}

/** Hands each event of one connection to `take`; returns or throws when that is over. */
async function follow(path, token, abort, take) {
  let silence = setTimeout(() => abort.abort(), SILENCE_MAX_MS);
  try {
    const headers = { accept: "text/event-stream" };
    if (/[^\x21-\x7e]/.test(token)) throw new Refusal(401, "It has characters that no token has.");
    if (token) headers.authorization = `Bearer ${token}`;
    const response = await fetch(path, { headers, signal: abort.signal, cache: "no-store" });
    if (!response.ok) throw await refusalOf(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE_MAX_MS);
      buffer += value;
      const events = buffer.split("\n\n");
      buffer = events.pop();
      if (buffer.length > BUFFER_MAX) throw new Error("the node sends an event without an end");
      for (const event of events) {
        const data = fieldsOf(event, "data");
        if (data.length > 0) take(fieldsOf(event, "event")[0] ?? "message", JSON.parse(data.join("\n")));
      }
    }
  } finally {
    clearTimeout(silence);
    abort.abort();
  }
}

/**
 * Listens until the page is closed; not while nobody has seen it for a minute.
 *
 * @param path where the events come from
 * @param token a function that gives the token, or ""
 * @param take is called with each event: its name, its data
 * @param tell is called with each change: {state: "connected" | "failed" | "lost" | "refused",
 *     message?, status?}; "failed" if `take` has thrown
 * @returns a function that tries at once, with the token of that moment
 */
export function listen(path, token, take, tell) {
  let abort = new AbortController();
  let wake = () => {};
  let pause = PAUSE_MIN_MS;
  let isHurried = false;
  let isAsleep = false;
  let sleep;

  function wait(millis) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run() {
    for (;;) {
      while (isAsleep) await new Promise((resolve) => (wake = resolve));
      abort = new AbortController();
      isHurried = false;
      try {
        await follow(path, token(), abort, (name, data) => {
          try {
            take(name, data);
            tell({ state: "connected" });
          } catch (failure) {
            tell({ state: "failed", message: failure.message });
          }
          pause = PAUSE_MIN_MS;
        });
        tell({ state: "lost" });
      } catch (failure) {
        const status = failure.status ?? 0;
        if (status === 401 || status === 403) {
          tell({ state: "refused", status, message: failure.message });
          if (!isHurried) await wait(2 ** 31 - 1);
          continue;
        }
        tell({ state: "lost", message: status ? failure.message : "" });
      }
      if (!isHurried) await wait(pause * (0.75 + Math.random() / 2));
      pause = Math.min(2 * pause, PAUSE_MAX_MS);
    }
  }

  function hurry() {
    isHurried = true;
    pause = PAUSE_MIN_MS;
    abort.abort();
    wake();
  }

  function look() {
    clearTimeout(sleep);
    if (document.hidden) {
      sleep = setTimeout(() => {
        isAsleep = true;
        abort.abort();
      }, HIDDEN_MAX_MS);
    } else if (isAsleep) {
      isAsleep = false;
      hurry();
    }
  }

  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", look);
  run();
  return hurry;
}
