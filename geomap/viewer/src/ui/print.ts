/** What paper needs beside the map: title, what is shown, colours, attribution. */

import type { App } from "../app.js";
import { shownActors } from "../download.js";
import { fill, h, told } from "../dom.js";
import { areaGlyph, kindGlyph, linkGlyph, nearGlyph } from "./glyph.js";
import { sentence } from "./header.js";
import { actorName, kindName } from "./words.js";

const MOST_ACTORS = 24;

export function printLegend(app: App, attribution: () => string): HTMLElement {
  const legend = h("aside", { class: "gm-print", "aria-hidden": "true" });
  window.addEventListener("beforeprint", () => {
    const actors = shownActors(app).slice(0, MOST_ACTORS);
    fill(
      legend,
      told(app.store.header.title, "h2"),
      h("p", {}, sentence(app)),
      h(
        "ul",
        {},
        ...actors.map(([actor, colour]) =>
          h("li", {}, kindGlyph("attack", colour), told(actorName(app, actor))),
        ),
      ),
      signs(app),
      h("p", {}, attribution()),
    );
  });
  return legend;
}

/** What the shapes mean, so far as they occur. */
function signs(app: App): HTMLElement {
  const { translator: t, store, filters } = app;
  const kinds = [...new Set(store.layers.map(({ kind }) => kind))];
  const list: [SVGElement, string][] = kinds.map((kind) => [kindGlyph(kind), kindName(app, kind)]);
  if (filters.links && store.links.length > 0) list.push([linkGlyph(), t.say("legend.links")]);
  if (filters.areas) list.push([areaGlyph(), t.say("legend.areas")]);
  list.push([nearGlyph(), t.say("legend.near")]);
  const items = list.map(([glyph, name]) => h("li", {}, glyph as unknown as Node, name));
  return h("ul", { class: "gm-print-signs" }, ...items);
}
