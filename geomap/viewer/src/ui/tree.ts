/** The layers: an ARIA tree of check boxes, country, actor, kind, with counts that follow. */

import type { Board } from "../board.js";
import { fold } from "../data/fold.js";
import { fill, h, told } from "../dom.js";
import { isLayerOn } from "../filters.js";
import { kindGlyph } from "./glyph.js";
import { actorName, countryName, kindName } from "./words.js";

/** Rows drawn at first, and added by each 'show more'. */
const PAGE = 500;
/** Trees up to this many layers stand open. */
const OPEN_LAYERS = 60;

interface Node {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  readonly layers: readonly number[];
  readonly colour: string | null;
  readonly kind: string | null;
  readonly children: readonly Node[];
}

interface Drawn {
  readonly node: Node;
  /** What carries the role `treeitem`: the row, so that its name is what is read in it. */
  readonly item: HTMLElement;
  readonly box: HTMLInputElement;
  readonly count: HTMLElement;
}

export class Tree {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly roots: readonly Node[];
  private readonly open = new Set<string>();
  private drawn: Drawn[] = [];
  private wanted = "";
  private limit = PAGE;
  private focused: string | null = null;

  constructor(private readonly app: Board) {
    const { translator: t } = app;
    this.roots = nodes(app);
    if (app.store.layers.length <= OPEN_LAYERS) this.roots.forEach(({ id }) => this.open.add(id));
    this.list = h("ul", { role: "tree", class: "gm-tree", "aria-label": t.say("layers") });
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    const search = h("input", {
      type: "search",
      class: "gm-tree-search",
      placeholder: t.say("layers.hint"),
      "aria-label": t.say("layers.filter"),
      oninput: (event: InputEvent) => this.find((event.target as HTMLInputElement).value),
    });
    const all = (on: boolean) => () => this.switch(app.store.layers.keys(), on);
    const bar = h(
      "div",
      { class: "gm-tree-bar" },
      search,
      h("button", { type: "button", onclick: all(true) }, t.say("layers.all")),
      h("button", { type: "button", onclick: all(false) }, t.say("layers.none")),
    );
    this.element = h("div", { class: "gm-layers" }, bar, this.list);
    app.on("filter", () => this.update());
    this.draw();
  }

  private find(text: string): void {
    this.wanted = fold(text.trim());
    this.limit = PAGE;
    this.draw();
  }

  private draw(): void {
    this.drawn = [];
    const left = { rows: this.limit };
    const shown = this.roots.filter((node) => this.matches(node));
    const items = shown.map((node) => this.item(node, left)).filter((item) => item !== null);
    const total = this.total(shown);
    fill(this.list, ...items);
    if (items.length === 0 && this.wanted) {
      const none = this.app.translator.say("layers.noneFound");
      this.list.append(h("li", { role: "none", class: "gm-none" }, none));
    } else if (total > this.limit) this.list.append(this.more(total - this.limit));
    const focus = this.drawn.find(({ node }) => node.id === this.focused) ?? this.drawn[0];
    focus?.item.setAttribute("tabindex", "0");
    this.update();
  }

  private total(shown: readonly Node[]): number {
    return shown.reduce(
      (sum, node) =>
        sum + 1 + (this.isOpen(node) ? this.total(this.kept(node)) : 0),
      0,
    );
  }

  private more(hidden: number): HTMLElement {
    const words = this.app.translator.say("layers.more", { n: Math.min(PAGE, hidden) });
    const onclick = () => {
      this.limit += PAGE;
      this.draw();
    };
    return h("li", { role: "none" }, h("button", { type: "button", class: "gm-more", onclick }, words));
  }

  private matches(node: Node): boolean {
    if (!this.wanted || fold(node.name).includes(this.wanted)) return true;
    return node.children.some((child) => this.matches(child));
  }

  /** What is shown in a node: all of it where the node itself is what was searched for. */
  private kept(node: Node): readonly Node[] {
    const named = fold(node.name).includes(this.wanted);
    return node.children.filter((child) => named || this.matches(child));
  }

  private isOpen(node: Node): boolean {
    if (this.open.has(node.id) || !this.wanted) return this.open.has(node.id);
    return node.level === 1 || node.children.some((child) => this.matches(child));
  }

  private item(node: Node, left: { rows: number }): HTMLElement | null {
    if (left.rows-- <= 0) return null;
    const { translator: t } = this.app;
    const box = h("input", {
      type: "checkbox",
      tabindex: -1,
      onchange: () => this.switch(node.layers, box.checked),
    });
    const count = h("span", { class: "gm-tree-count", "aria-hidden": "true" });
    const only = h("button", {
      type: "button",
      class: "gm-only",
      tabindex: -1,
      "aria-label": t.say("layers.onlyNamed", { name: node.name }),
      "data-words": t.say("layers.only"),
      onclick: () => this.only(node),
    });
    const twisty = h("span", {
      class: "gm-twisty",
      "aria-hidden": "true",
      onclick: () => this.toggle(node),
    });
    if (node.children.length === 0) twisty.classList.add("gm-leaf");
    const sign = node.colour ? h("span", { class: "gm-sign", colour: node.colour }) : null;
    sign?.append(kindGlyph(node.kind ?? "attack", node.colour!));
    const name = told(node.name);
    name.className = "gm-tree-name";
    const level = node.level;
    const item = h(
      "div",
      {
        role: "treeitem",
        "aria-level": level,
        tabindex: -1,
        class: `gm-tree-row gm-level-${level}`,
      },
      twisty,
      box,
      sign,
      name,
      only,
      count,
    );
    name.addEventListener("click", () => box.click());
    item.addEventListener("focus", () => (this.focused = node.id));
    this.drawn.push({ node, item, box, count });
    const entry = h("li", { role: "none" }, item);
    if (node.children.length > 0) {
      item.setAttribute("aria-expanded", String(this.isOpen(node)));
      if (this.isOpen(node)) entry.append(this.group(node, item, left));
    }
    return entry;
  }

  private group(node: Node, item: HTMLElement, left: { rows: number }): HTMLElement {
    const id = `${this.app.root.id}-group-${this.drawn.length}`;
    item.setAttribute("aria-owns", id);
    return h("ul", { role: "group", id }, ...this.kept(node).map((child) => this.item(child, left)));
  }

  private update(): void {
    const { store, filters, passing, translator: t } = this.app;
    for (const { node, item, box, count } of this.drawn) {
      const on = node.layers.filter((layer) => isLayerOn(store, filters, layer)).length;
      const sum = node.layers.reduce((total, layer) => total + passing.perLayer[layer]!, 0);
      box.checked = on === node.layers.length;
      box.indeterminate = on > 0 && on < node.layers.length;
      const state = box.indeterminate ? "mixed" : String(box.checked);
      const name = `${node.name} (${sum})`;
      item.setAttribute("aria-checked", state);
      item.setAttribute("aria-label", name);
      box.setAttribute("aria-label", name);
      count.dataset.count = t.count(sum);
    }
  }

  private toggle(node: Node): void {
    if (this.open.has(node.id)) this.open.delete(node.id);
    else this.open.add(node.id);
    this.focused = node.id;
    this.draw();
  }

  /** Switches layers; the sets that a program filtered by are turned into boxes first. */
  private switch(layers: Iterable<number>, on: boolean): void {
    const off = this.offNow();
    for (const layer of layers) {
      if (on) off.delete(layer);
      else off.add(layer);
    }
    void this.app.filter({ off, countries: null, actors: null });
  }

  private only(node: Node): void {
    const off = new Set(this.app.store.layers.keys());
    node.layers.forEach((layer) => off.delete(layer));
    void this.app.filter({ off, countries: null, actors: null });
  }

  private offNow(): Set<number> {
    const { store, filters } = this.app;
    const all = [...store.layers.keys()];
    return new Set(all.filter((layer) => !isLayerOn(store, filters, layer)));
  }

  private onKey(event: KeyboardEvent): void {
    const here = this.drawn.findIndex(({ item }) => item === event.target);
    if (here < 0) return;
    const { node } = this.drawn[here]!;
    const rtl = this.app.translator.direction === "rtl";
    const inward = rtl ? "ArrowLeft" : "ArrowRight";
    const outward = rtl ? "ArrowRight" : "ArrowLeft";
    const expanded = this.isOpen(node) && node.children.length > 0;
    const act: Partial<Record<string, () => void>> = {
      ArrowDown: () => this.focus(here + 1),
      ArrowUp: () => this.focus(here - 1),
      Home: () => this.focus(0),
      End: () => this.focus(this.drawn.length - 1),
      " ": () => this.drawn[here]!.box.click(),
      Enter: () => this.drawn[here]!.box.click(),
      o: () => this.only(node),
      [inward]: () => (expanded ? this.focus(here + 1) : this.unfold(node)),
      [outward]: () => (expanded ? this.unfold(node) : this.focus(this.parent(here))),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : act[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  private unfold(node: Node): void {
    if (node.children.length === 0) return;
    this.toggle(node);
    this.focus(this.drawn.findIndex((drawn) => drawn.node === node));
  }

  private parent(here: number): number {
    const { level } = this.drawn[here]!.node;
    for (let index = here - 1; index >= 0; index--) {
      if (this.drawn[index]!.node.level < level) return index;
    }
    return here;
  }

  private focus(index: number): void {
    const target = this.drawn[Math.max(0, Math.min(this.drawn.length - 1, index))];
    if (!target) return;
    this.drawn.forEach(({ item }) => item.setAttribute("tabindex", "-1"));
    target.item.setAttribute("tabindex", "0");
    target.item.focus();
  }
}

/** The layers as a tree, in the order that every output shares. */
function nodes(app: Board): Node[] {
  const { layers } = app.store;
  const byCountry = group([...layers.keys()], (layer) => layers[layer]!.country);
  return [...byCountry].map(([country, ofCountry]) => ({
    id: country,
    name: countryName(app, country),
    level: 1,
    layers: ofCountry,
    colour: null,
    kind: null,
    children: [...group(ofCountry, (layer) => layers[layer]!.actor)].map(([actor, ofActor]) => ({
      id: `${country}\n${actor}`,
      name: actorName(app, actor),
      level: 2,
      layers: ofActor,
      colour: layers[ofActor[0]!]!.colour,
      kind: ofActor.length === 1 ? layers[ofActor[0]!]!.kind : null,
      children: ofActor.map((layer) => ({
        id: `${country}\n${actor}\n${layers[layer]!.kind}`,
        name: kindName(app, layers[layer]!.kind),
        level: 3,
        layers: [layer],
        colour: layers[layer]!.colour,
        kind: layers[layer]!.kind,
        children: [],
      })),
    })),
  }));
}

function group(layers: readonly number[], key: (layer: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const layer of layers) {
    const known = groups.get(key(layer));
    if (known) known.push(layer);
    else groups.set(key(layer), [layer]);
  }
  return groups;
}
