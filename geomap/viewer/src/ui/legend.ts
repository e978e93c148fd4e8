/** The legend, which is also the switch for kinds, links and areas; the precision filter. */

import type { App } from "../app.js";
import type { Board } from "../board.js";
import { fill, h } from "../dom.js";
import { areaGlyph, kindGlyph, linkGlyph, manyGlyph, nearGlyph } from "./glyph.js";

export function legend(app: Board): HTMLElement {
  const { translator: t } = app;
  const kinds = [...new Set(app.store.layers.map(({ kind }) => kind))];
  const switches = h("div", { class: "gm-switches", role: "group", "aria-label": t.say("legend") });
  for (const kind of ["attack", "retaliation", "other"].filter((name) => kinds.includes(name))) {
    const isOn = () => app.filters.kinds?.has(kind) ?? true;
    const flip = () => {
      const on = new Set(app.filters.kinds ?? kinds);
      if (!on.delete(kind)) on.add(kind);
      void app.filter({ kinds: on.size === kinds.length ? null : on });
    };
    switches.append(toggle(app, t.maybe(`kinds.${kind}`, kind), kindGlyph(kind), isOn, flip));
  }
  if (app.store.isLinked) {
    const flip = () => void app.filter({ links: !app.filters.links });
    switches.append(toggle(app, t.say("legend.links"), linkGlyph(), () => app.filters.links, flip));
  }
  const flip = () => void app.filter({ areas: !app.filters.areas });
  switches.append(toggle(app, t.say("legend.areas"), areaGlyph(), () => app.filters.areas, flip));
  const signs = h(
    "p",
    { class: "gm-signs" },
    h("span", {}, nearGlyph() as unknown as Node, ` ${t.say("legend.near")}`),
    h("span", {}, manyGlyph() as unknown as Node, ` ${t.say("legend.many")}`),
  );
  return h("section", { class: "gm-legend" }, h("h2", {}, t.say("legend")), switches, signs);
}

function toggle(
  app: Board,
  name: string,
  glyph: SVGElement,
  isOn: () => boolean,
  flip: () => void,
): HTMLElement {
  const button = h("button", { type: "button", class: "gm-switch", onclick: flip }, glyph, name);
  const update = () => button.setAttribute("aria-pressed", String(isOn()));
  app.on("filter", update);
  update();
  return button;
}

export function precisionFilter(app: App): HTMLElement {
  const { translator: t, store } = app;
  const codes = store.header.precisions.map((_, code) => code);
  const select = h("select", {
    onchange: () => void app.filter({ precision: Number(select.value) }),
  });
  for (const code of [...codes].reverse()) {
    const name = t.maybe(`precision.${store.header.precisions[code]!}`, "");
    select.append(h("option", { value: code }, name));
  }
  const update = () => (select.value = String(app.filters.precision));
  app.on("filter", update);
  update();
  return h("label", { class: "gm-precision" }, h("span", {}, t.say("precisionFilter")), select);
}

/** The way to what could not be placed or read. */
export function unplacedLink(app: App, open: () => void): HTMLElement {
  const { translator: t, store } = app;
  const unplaced = store.stacks.of.filter((stack) => stack < 0).length;
  const button = h("button", { type: "button", class: "gm-unplaced", onclick: open });
  const words = [
    unplaced > 0 && t.say("unplaced", { n: unplaced }),
    store.header.rejected_count > 0 && t.say("rejected", { n: store.header.rejected_count }),
  ].filter((part) => part !== false);
  fill(button, `${words.join(" · ")} ›`);
  button.hidden = words.length === 0;
  return button;
}

