/** Title, what is shown, and the search over all fields. */

import type { Board } from "../board.js";
import { fill, h, told } from "../dom.js";
import { isFiltered } from "../filters.js";

/** Milliseconds of rest after which typed text is searched for. */
const REST = 220;
/** Milliseconds after which a search that still runs says so. */
const PATIENCE = 300;

/** `expected` is told when somebody is about to search. */
export function header(app: Board, expected: () => void): HTMLElement {
  const { translator: t, store } = app;
  const title = store.header.title || t.say("title.empty");
  const count = h("p", { class: "gm-count", role: "status" });
  const input = h("input", {
    type: "search",
    class: "gm-search",
    placeholder: t.say("search.hint"),
    "aria-label": t.say("search"),
    "aria-keyshortcuts": "/",
  });
  input.value = app.filters.text;
  let resting = 0;
  const look = async () => {
    clearTimeout(resting);
    const waiting = setTimeout(() => fill(count, t.say("search.busy")), PATIENCE);
    await app.filter({ text: input.value });
    clearTimeout(waiting);
  };
  input.addEventListener("focus", expected);
  input.addEventListener("input", () => {
    clearTimeout(resting);
    resting = window.setTimeout(() => void look(), REST);
  });
  input.addEventListener("keydown", (event) => event.key === "Enter" && void look());
  const update = () => {
    fill(count, sentence(app));
    if (document.activeElement !== input) input.value = app.filters.text;
  };
  app.on("filter", update);
  update();
  return h("header", { class: "gm-card gm-header" }, told(title, "h1"), count, input);
}

/** '138 incidents · 17 October 2023 – 26 July 2024', of those that pass. */
export function sentence(app: Board): string {
  const { translator: t, store, passing, filters } = app;
  const all = t.say("incidents", { n: store.count });
  const incidents = isFiltered(filters)
    ? t.say("title.of", { n: passing.count, incidents: all })
    : all;
  const days = app.daysShown();
  return days ? t.say("title.count", { incidents, dates: t.span(...days) }) : incidents;
}
