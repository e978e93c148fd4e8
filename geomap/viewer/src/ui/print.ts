/** What paper needs beside the map: title, what is shown, colours, attribution. */

import type { App } from "../app.js";
import { shownActors } from "../download.js";
import { fill, h, told } from "../dom.js";
import { areaGlyph, kindGlyph, linkGlyph, nearGlyph } from "./glyph.js";
import { sentence } from "./header.js";
import { signsOf } from "./signs.js";
import { actorName } from "./words.js";

const MOST_ACTORS = 24;

export function printLegend(app: App, attribution: () => string): HTMLElement {
  const legend = h("aside", { class: "gm-print", "aria-hidden": "true" });
  const write = (): void => {
    // An interface that was built anew has left this legend behind.
    if (!legend.isConnected) {
      window.removeEventListener("beforeprint", write);
      return;
    }
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
  };
  window.addEventListener("beforeprint", write);
  return legend;
}

const GLYPHS: Readonly<Record<string, () => SVGElement>> = {
  links: linkGlyph,
  areas: areaGlyph,
  near: nearGlyph,
};

function signs(app: App): HTMLElement {
  const items = signsOf(app).map(({ shape, name }) => {
    const glyph = GLYPHS[shape]?.() ?? kindGlyph(shape);
    return h("li", {}, glyph as unknown as Node, name);
  });
  return h("ul", { class: "gm-print-signs" }, ...items);
}
