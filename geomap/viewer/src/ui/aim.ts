/** The map by keyboard: arrow keys move it, the symbol nearest its middle is marked, Enter opens it. */

import type { Board } from "../board.js";
import { fill, h } from "../dom.js";
import type { Symbol } from "../map/symbols.js";
import type { Pointed } from "./hover.js";
import { whenOf } from "./words.js";

/** A board whose symbols can be aimed at without a pointer. */
export interface Aimed extends Pointed {
  readonly layer: Pointed["layer"] & {
    readonly symbols: readonly Symbol[];
    /** Pixels that the symbols' canvas begins before the map's container. */
    readonly margin: number;
  };
  /** Space around the map that cards cover: left, top, right, bottom, in pixels. */
  readonly covered?: () => [number, number, number, number];
}

/** Pixels around a symbol that its mark keeps clear of. */
const CLEAR = 7;

export function aim(app: Aimed, container: HTMLElement): void {
  const mark = h("div", { class: "gm-aim", "aria-hidden": "true" });
  const words = h("p", { class: "gm-unseen", role: "status" });
  mark.hidden = true;
  container.append(mark, words);
  let aimed: Symbol | null = null;

  const look = () => {
    const watched = document.activeElement === container && container.matches(":focus-visible");
    aimed = watched ? middlemost(app) : null;
    mark.hidden = aimed === null;
    if (!aimed) return;
    const { margin } = app.layer;
    const reach = aimed.radius + CLEAR;
    mark.style.width = mark.style.height = `${2 * reach}px`;
    mark.style.transform = `translate(${aimed.x - margin - reach}px, ${aimed.y - margin - reach}px)`;
    fill(words, described(app, aimed));
  };
  // Symbols are where they will be once the view's next frame is drawn.
  const soon = () => requestAnimationFrame(() => requestAnimationFrame(look));
  container.addEventListener("focus", soon);
  container.addEventListener("blur", look);
  container.addEventListener("keydown", (event) => {
    if (event.target !== container) return;
    if (event.key === "Enter" && aimed) {
      event.preventDefault();
      app.open(aimed);
    } else soon();
  });
  app.map.on("movestart", () => (mark.hidden = true));
  app.map.on("moveend", soon);
}

/** The symbol nearest the middle of what no card covers. */
function middlemost(app: Aimed): Symbol | null {
  const { x: width, y: height } = app.map.getSize();
  const [left, top, right, bottom] = app.covered?.() ?? [0, 0, 0, 0];
  const { margin } = app.layer;
  const x = (left + width - right) / 2 + margin;
  const y = (top + height - bottom) / 2 + margin;
  let nearest: Symbol | null = null;
  let least = Infinity;
  for (const symbol of app.layer.symbols) {
    const away = Math.hypot(symbol.x - x, symbol.y - y);
    const inside =
      symbol.x >= margin &&
      symbol.y >= margin &&
      symbol.x <= margin + width &&
      symbol.y <= margin + height;
    if (inside && away < least) [nearest, least] = [symbol, away];
  }
  return nearest;
}

function described(app: Board, symbol: Symbol): string {
  const { store, translator: t } = app;
  if (symbol.count > 1 || symbol.row < 0) {
    return `${t.say("stack.cluster", { n: symbol.count })}. ${t.say("aim.open")}`;
  }
  const parts = [store.placeOf(symbol.row), whenOf(app, symbol.row), t.say("aim.open")];
  return parts.filter(Boolean).join(". ");
}
