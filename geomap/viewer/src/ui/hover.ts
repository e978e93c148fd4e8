/** Pointer on the map: what lies beneath is named, a click opens it. */

import type L from "leaflet";
import type { Board } from "../board.js";
import { fill, h, told } from "../dom.js";
import type { Symbol } from "../map/symbols.js";
import { whenOf } from "./words.js";

/** A board whose symbols lie under a pointer. */
export interface Pointed extends Board {
  readonly map: L.Map;
  readonly layer: { at(x: number, y: number, slack?: number): Symbol | null };
  open(symbol: Symbol): void;
}

export function hover(app: Pointed, container: HTMLElement): void {
  const tip = h("div", { class: "gm-tip", "aria-hidden": "true" });
  tip.hidden = true;
  container.append(tip);
  let over: Symbol | null = null;
  app.map.on("mousemove", ({ containerPoint: { x, y } }: L.LeafletMouseEvent) => {
    const symbol = app.layer.at(x, y);
    container.classList.toggle("gm-over", symbol !== null);
    if (symbol !== over) void show(app, tip, symbol);
    over = symbol;
    tip.style.transform = `translate(${Math.round(x + 14)}px, ${Math.round(y + 14)}px)`;
  });
  app.map.on("mouseout movestart", () => {
    over = null;
    tip.hidden = true;
  });
  app.map.on("click", ({ containerPoint: { x, y }, originalEvent }: L.LeafletMouseEvent) => {
    const touch = (originalEvent as PointerEvent).pointerType === "touch";
    const symbol = app.layer.at(x, y, touch ? 18 : 4);
    tip.hidden = true;
    if (symbol) app.open(symbol);
  });
}

async function show(app: Board, tip: HTMLElement, symbol: Symbol | null): Promise<void> {
  tip.hidden = symbol === null;
  if (!symbol) return;
  const { store, translator: t } = app;
  if (symbol.count > 1 || symbol.row < 0) {
    fill(tip, t.say("stack.cluster", { n: symbol.count }));
    return;
  }
  const place = store.placeOf(symbol.row);
  fill(tip, place && told(place), h("small", {}, whenOf(app, symbol.row)));
  const title = await store.text(symbol.row, "title");
  if (title && tip.querySelector("small")) fill(tip, told(title), h("small", {}, whenOf(app, symbol.row)));
}
