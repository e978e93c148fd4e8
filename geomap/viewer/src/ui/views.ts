/** Views beside the map: escalation chains, and what could not be placed or read. */

import type { App } from "../app.js";
import { allChains, type Chain } from "../chains.js";
import { fill, h, told } from "../dom.js";
import { incidentList } from "./list.js";
import { chainList } from "./panel.js";
import { whenOf } from "./words.js";

const MOST_CHAINS = 50;

export function chainsView(app: App): HTMLElement {
  const { translator: t, store } = app;
  const list = h("ol", { class: "gm-chains" });
  const more = h("button", { type: "button", class: "gm-more" });
  const select = h(
    "select",
    { "aria-label": t.say("chains.sort"), onchange: () => draw() },
    h("option", { value: "length" }, t.say("chains.by.length")),
    h("option", { value: "date" }, t.say("chains.by.date")),
  );
  let limit = MOST_CHAINS;
  const draw = () => {
    const chains = allChains(store, (row) => app.passing.rows[row] === 1);
    const date = (chain: Chain) => store.first[chain.steps[0]!.row]!;
    const byDate = (a: Chain, b: Chain) => date(b) - date(a);
    const byLength = (a: Chain, b: Chain) => b.length - a.length || b.steps.length - a.steps.length;
    chains.sort((a, b) => (select.value === "date" ? byDate(a, b) : byLength(a, b) || byDate(a, b)));
    fill(list, ...chains.slice(0, limit).map((chain) => chainItem(app, chain)));
    if (chains.length === 0) list.append(h("li", {}, t.say("chains.none")));
    more.hidden = chains.length <= limit;
    more.textContent = t.say("stack.more", { n: Math.min(MOST_CHAINS, chains.length - limit) });
  };
  more.addEventListener("click", () => {
    limit += MOST_CHAINS;
    draw();
  });
  draw();
  app.on("filter", draw);
  return h("div", { class: "gm-view" }, h("div", { class: "gm-view-bar" }, select), list, more);
}

function chainItem(app: App, chain: Chain): HTMLElement {
  const { translator: t } = app;
  const rows = chain.steps.map(({ row }) => row);
  const answers = t.say("chains.length", { n: chain.steps.length - 1 });
  const fly = h(
    "button",
    {
      type: "button",
      class: "gm-fly",
      onclick: () => {
        app.select(rows[0]!, { move: false });
        app.reveal(rows, true);
      },
    },
    `${whenOf(app, rows[0]!)} · ${answers}`,
  );
  return h("li", {}, fly, chainList(app, chain.steps.slice(0, 12)));
}

export function unplacedView(app: App): HTMLElement {
  const { translator: t, store } = app;
  const rows = [...store.stacks.of.keys()].filter((row) => store.stacks.of[row]! < 0);
  const { rejected, rejected_count: count } = store.header;
  const view = h("div", { class: "gm-view" });
  if (rows.length === 0) view.append(h("p", {}, t.say("unplaced.none")));
  else view.append(incidentList(app, rows, (row) => app.select(row)));
  if (count > 0) {
    const lines = rejected.map((problem) => told(t.say("rejected.row", problem), "li"));
    view.append(h("h3", {}, t.say("rejected", { n: count })), h("ul", {}, ...lines));
    if (count > rejected.length) view.append(h("p", {}, t.say("rejected.more")));
  }
  return view;
}
