/** The state of one map: what is filtered, found and selected, and who wants to know. */

import type L from "leaflet";
import { chainOf, type Chain } from "./chains.js";
import type { Store } from "./data/store.js";
import { extent } from "./days.js";
import { EVERYTHING, pass, type Filters, type Passing } from "./filters.js";
import { Translator } from "./i18n/index.js";
import { mercatorX, mercatorY } from "./map/mercator.js";
import { IncidentsLayer, type Look } from "./map/incidents.js";
import { paletteOf } from "./map/palette.js";
import type { Symbol } from "./map/symbols.js";

export type Topic = "filter" | "select" | "view" | "list";

/** Several incidents of one symbol, opened as a list. */
export interface Gathered {
  readonly rows: readonly number[];
  readonly place: string | null;
  /** At one and the same spot, not only near each other. */
  readonly stacked: boolean;
}

export class App {
  filters: Filters = EVERYTHING;
  passing: Passing;
  selected = -1;
  chain: Chain | null = null;
  gathered: Gathered | null = null;
  readonly layer: IncidentsLayer;
  /** First and last known day, or null where there is none. */
  readonly days: [number, number] | null;
  /** Space around the map that cards cover: left, top, right, bottom, in pixels. */
  covered: () => [number, number, number, number] = () => [20, 20, 20, 20];
  private found: Uint8Array | null = null;
  private searches = 0;
  private readonly listeners = new Map<Topic, Set<() => void>>();

  constructor(
    readonly store: Store,
    readonly map: L.Map,
    readonly root: HTMLElement,
    public translator: Translator,
  ) {
    this.days = extent(store.first, store.last);
    this.passing = pass(store, this.filters, null);
    this.layer = new IncidentsLayer(store, this.look());
    map.on("moveend", () => this.tell("view"));
  }

  on(topic: Topic, listener: () => void): void {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
  }

  /** Forgets who listens, before the interface is built anew. */
  silence(): void {
    this.listeners.clear();
  }

  tell(topic: Topic): void {
    this.listeners.get(topic)?.forEach((listener) => listener());
  }

  /** Changes some filters; a new text is looked for first. */
  async filter(change: Partial<Filters>): Promise<void> {
    const text = change.text ?? this.filters.text;
    const search = ++this.searches;
    if (text !== this.filters.text || (text !== "" && this.found === null)) {
      const found = text.trim() === "" ? null : await this.store.search(text);
      if (search !== this.searches) return;
      this.found = found;
    }
    this.filters = { ...this.filters, ...change };
    this.refresh();
  }

  refresh(): void {
    this.passing = pass(this.store, this.filters, this.found);
    this.layer.look.passing = this.passing;
    this.layer.look.links = this.filters.links;
    this.layer.look.areas = this.filters.areas;
    this.layer.invalidate();
    this.tell("filter");
  }

  /** Opens one incident; its spot, area and chain are moved clear of the cards. */
  select(row: number, options: { readonly move?: boolean } = {}): void {
    this.selected = row;
    this.chain = row < 0 ? null : chainOf(this.store, row);
    const { look } = this.layer;
    look.selected = row;
    look.chain = new Set(this.chain?.steps.map((step) => step.row));
    look.candidates = [];
    this.layer.invalidate();
    this.tell("select");
    if (row >= 0 && options.move !== false) this.reveal([row]);
  }

  showCandidates(places: readonly (readonly [number, number, string])[]): void {
    this.layer.look.candidates = places.map(([lng, lat, name]) => [
      mercatorX(lng),
      mercatorY(lat),
      name,
    ]);
    this.layer.invalidate();
  }

  /** Opens what a symbol stands for: one incident, or a list of several. */
  open(symbol: Symbol): void {
    if (symbol.count === 1) {
      this.gathered = null;
      this.select(symbol.row);
      return;
    }
    const rows = this.layer.members(symbol);
    const { of } = this.store.stacks;
    const stacked = rows.every((row) => of[row] === of[rows[0]!]);
    this.gathered = { rows, place: stacked ? this.store.placeOf(rows[0]!) : null, stacked };
    this.select(-1);
  }

  closePanel(): void {
    this.gathered = null;
    this.select(-1);
  }

  /** Moves the view so that these rows are seen, unless they are. */
  reveal(rows: readonly number[], zoomIn = false): void {
    const points = rows.filter((row) => this.store.isPlaced(row)).map((row) => this.point(row));
    if (points.length === 0) return;
    const [left, top, right, bottom] = this.covered();
    const size = this.map.getSize();
    const clear = points.every(([lat, lng]) => {
      const { x, y } = this.map.latLngToContainerPoint([lat, lng]);
      return x > left && x < size.x - right && y > top && y < size.y - bottom;
    });
    if (clear && !zoomIn) return;
    const zoom = points.length > 1 || zoomIn ? 9 : this.map.getZoom();
    this.map.fitBounds(points, {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom: Math.max(zoom, Math.min(this.map.getZoom(), 9)),
      animate: motionAllowed(),
    });
  }

  /** Everything that passes and is placed, in view. */
  showAll(animate = motionAllowed()): void {
    const { of, x, y } = this.store.stacks;
    let box: [number, number, number, number] | null = null;
    for (let row = 0; row < of.length; row++) {
      const stack = of[row]!;
      if (stack < 0 || !this.passing.rows[row]) continue;
      box ??= [Infinity, Infinity, -Infinity, -Infinity];
      box = [
        Math.min(box[0], x[stack]!),
        Math.min(box[1], y[stack]!),
        Math.max(box[2], x[stack]!),
        Math.max(box[3], y[stack]!),
      ];
    }
    if (!box) {
      this.map.setView([20, 20], 2, { animate: false });
      return;
    }
    const [left, top, right, bottom] = this.covered();
    this.map.fitBounds([this.latLng(box[0], box[3]), this.latLng(box[2], box[1])], {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom: 9,
      animate,
    });
  }

  /** The next or previous incident in view, by date. */
  step(by: 1 | -1): void {
    const rows = this.layer.rowsInView();
    if (rows.length === 0) return;
    const { first } = this.store;
    rows.sort((a, b) => first[a]! - first[b]! || a - b);
    const here = rows.indexOf(this.selected);
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
    this.select(rows[(next + rows.length) % rows.length]!);
  }

  /** Colours as they are now in the style sheet. */
  recolour(): void {
    Object.assign(this.layer.look.palette, paletteOf(this.root));
    this.layer.invalidate();
  }

  private point(row: number): [number, number] {
    const [lng, lat] = this.store.position(row);
    return [lat, lng];
  }

  private latLng(x: number, y: number): [number, number] {
    const lng = (x - 0.5) * 360;
    const lat = (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
    return [lat, lng];
  }

  private look(): Look {
    return {
      palette: { ...paletteOf(this.root) },
      passing: this.passing,
      links: true,
      areas: true,
      selected: -1,
      chain: new Set(),
      candidates: [],
    };
  }
}

export function motionAllowed(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
