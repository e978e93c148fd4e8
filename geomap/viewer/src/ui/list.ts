/** Incidents as a list of buttons, the rest behind 'show more'. */

import type { Board } from "../board.js";
import { h, told } from "../dom.js";
import { kindGlyph } from "./glyph.js";
import { actorName, whenOf } from "./words.js";

const PAGE = 50;

export function incidentList(
  app: Board,
  rows: readonly number[],
  open: (row: number) => void,
): HTMLElement {
  const { store, translator: t } = app;
  const day = (row: number) => store.whenOf(row)?.first ?? -Infinity;
  const ordered = [...rows].sort((a, b) => compare(day(b), day(a)) || a - b);
  const list = h("ul", { class: "gm-list" });
  const more = h("button", { type: "button", class: "gm-more" });
  let shown = 0;
  const show = () => {
    const next = ordered.slice(shown, shown + PAGE);
    shown += next.length;
    list.append(...next.map((row) => item(app, row, open)));
    const left = ordered.length - shown;
    more.hidden = left === 0;
    more.textContent = t.say("stack.more", { n: Math.min(PAGE, left) });
  };
  more.addEventListener("click", show);
  show();
  return h("div", {}, list, more);
}

function item(app: Board, row: number, open: (row: number) => void): HTMLElement {
  const { store } = app;
  const { actor, kind, colour } = store.layerOf(row);
  const title = h("span", { class: "gm-item-title", dir: "auto" }, store.idOf(row));
  void store.text(row, "title").then((text) => text && (title.textContent = text));
  const button = h(
    "button",
    { type: "button", class: "gm-item", onclick: () => open(row) },
    kindGlyph(kind, colour),
    title,
    h("span", { class: "gm-faint" }, `${whenOf(app, row)} · `, told(actorName(app, actor))),
  );
  return h("li", {}, button);
}

/** Not a difference, which two infinities do not have. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
