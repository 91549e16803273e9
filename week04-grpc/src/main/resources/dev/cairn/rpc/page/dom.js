// Elements of the page. Text from data only ever becomes a text node: nothing here reads markup.

/** A new element with a class, and children: elements, or texts. */
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Sets a text if it is another one, so that nothing is drawn or read aloud for nothing. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A list of figures by name. Returns a function that takes {name: text} and shows them, in that order. */
export function figures(parent) {
  const list = make("dl", "figures");
  const shown = new Map();
  parent.append(list);
  return (texts) => {
    for (const [name, text] of Object.entries(texts)) {
      if (!shown.has(name)) {
        const value = make("dd");
        list.append(make("div", "", make("dt", "", name), value));
        shown.set(name, value);
      }
      say(shown.get(name), text);
    }
  };
}

/** A cell that names its column, or its row. */
function heading(scope, className, ...children) {
  const cell = make("th", className, ...children);
  cell.scope = scope;
  return cell;
}

/**
 * A table whose rows come when they are first asked for.
 *
 * @param heads of its columns; the first is that of the names
 * @param classOf the class of a row's name, by the name
 * @returns a function that takes a name and gives the cells of its row
 */
export function table(parent, heads, classOf) {
  const body = make("tbody");
  const head = make("tr", "", ...heads.map((name) => heading("col", "", name)));
  const rows = new Map();
  const whole = make("table", "", make("thead", "", head), body);
  whole.hidden = true;
  parent.append(whole);
  return (name) => {
    whole.hidden = false;
    if (!rows.has(name)) {
      const cells = heads.slice(1).map(() => make("td"));
      body.append(make("tr", "", heading("row", classOf(name), make("i"), name), ...cells));
      rows.set(name, cells);
    }
    return rows.get(name);
  };
}

/** A bar that is full at 1. Returns a function that takes the share and what it means in words. */
export function meter(parent, label) {
  const bar = make("div", "meter");
  const fill = make("span");
  bar.append(fill);
  bar.setAttribute("role", "img");
  parent.append(bar);
  return (share, words) => {
    const percent = Math.max(0, Math.min(100, 100 * share));
    fill.style.width = `${percent.toFixed(1)}%`;
    bar.setAttribute("aria-label", `${label}: ${words}`);
  };
}

/** A hint that is there or not, with a command to try. */
export function hint(parent, text, command = "") {
  const line = make("p", "hint", text);
  if (command) line.append(" ", make("code", "", command));
  line.hidden = true;
  parent.append(line);
  return (isShown) => {
    line.hidden = !isShown;
  };
}

/** What a panel shows is not to be had from this node, which is no failure. */
export class NotThere extends Error {}
