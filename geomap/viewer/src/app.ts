/** The state of one map: what is filtered, found and selected, and who wants to know. */

import type L from "leaflet";
import { barEdges, spread } from "./bars.js";
import type { Board, Gathered, Topic } from "./board.js";
import { chainOf, type Chain } from "./chains.js";
import { MISSING } from "./data/container.js";
import type { Store } from "./data/store.js";
import { extent, STEPS } from "./days.js";
import { EVERYTHING, pass, type Filters, type Passing } from "./filters.js";
import { Translator } from "./i18n/index.js";
import { boxOf } from "./data/shapes.js";
import { AREA, EXACT } from "./data/stacks.js";
import { fromMetres, latitude, longitude, mercatorX, mercatorY } from "./map/mercator.js";
import { IncidentsLayer, type Look } from "./map/incidents.js";
import { paletteOf } from "./map/palette.js";
import type { Symbol } from "./map/symbols.js";

/** West, north, east, south in the square of Mercator. */
type Box = [number, number, number, number];

/** As near as a whole map, and as one incident or chain, is looked at when it is opened. */
const OVERVIEW = 8;
const CLOSE = 9;
const WITH_EXTENT = 200;

export class App implements Board {
  filters: Filters = EVERYTHING;
  passing: Passing;
  selected = -1;
  chain: Chain | null = null;
  gathered: Gathered | null = null;
  readonly layer: IncidentsLayer;
  /** First and last known day, or null where there is none. */
  readonly days: [number, number] | null;
  readonly edges: readonly number[] | null;
  readonly steps = STEPS;
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
    this.edges = this.days && barEdges(this.days);
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

  /** Shows other places that the selected incident's place could be, or none; all in view. */
  showCandidates(places: readonly (readonly [number, number, string])[]): void {
    this.layer.look.candidates = places.map(([lng, lat, name]) => [
      mercatorX(lng),
      mercatorY(lat),
      name,
    ]);
    this.layer.invalidate();
    const box = this.extentOf([this.selected]) ?? [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of this.layer.look.candidates) widen(box, [x, y, x, y]);
    if (places.length > 0) this.fit(box, CLOSE);
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
    this.gathered = { rows, place: stacked ? this.store.placeOf(rows[0]!) : null, stacked, more: 0 };
    this.select(-1);
  }

  closePanel(): void {
    this.gathered = null;
    this.select(-1);
  }

  /** Moves the view so that these rows, and the areas they lie in, are seen, unless they are. */
  reveal(rows: readonly number[], closer = false): void {
    const box = this.extentOf(rows);
    if (!box) return;
    const [left, top, right, bottom] = this.covered();
    const size = this.map.getSize();
    const corners = [this.latLng(box[0], box[1]), this.latLng(box[2], box[3])];
    const [northWest, southEast] = corners.map((corner) => this.map.latLngToContainerPoint(corner));
    const clear =
      northWest!.x > left &&
      northWest!.y > top &&
      southEast!.x < size.x - right &&
      southEast!.y < size.y - bottom;
    if (!clear || closer) this.fit(box, closer ? CLOSE : this.map.getZoom());
  }

  /** Everything that passes and is placed, in view. */
  showAll(animate = motionAllowed()): void {
    const rows = [...this.passing.rows.keys()].filter((row) => this.passing.rows[row]);
    const box = this.extentOf(rows);
    if (box) this.fit(box, OVERVIEW, animate);
    else this.map.setView([20, 20], 2, { animate: false });
  }

  private fit(box: Box, maxZoom: number, animate = motionAllowed()): void {
    const [left, top, right, bottom] = this.covered();
    this.map.fitBounds([this.latLng(box[0], box[3]), this.latLng(box[2], box[1])], {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom,
      animate,
    });
  }

  /** The box around placed rows; of not too many the vague with their whole area. */
  private extentOf(rows: readonly number[]): Box | null {
    const { store } = this;
    const { of, x, y, look } = store.stacks;
    const whole = rows.length <= WITH_EXTENT;
    const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const row of rows) {
      const stack = of[row]!;
      if (stack < 0) continue;
      const vague = whole && look[stack] !== EXACT;
      if (vague && look[stack] === AREA && store.area[row]! >= 0) {
        widen(box, boxOf(store.outlines, store.area[row]!));
      }
      const reach = vague ? fromMetres(store.radiusOf(row) ?? 0, y[stack]!) : 0;
      const [west, north] = [x[stack]! - reach, y[stack]! - reach];
      widen(box, [west, north, x[stack]! + reach, y[stack]! + reach]);
    }
    return box[0] <= box[2] ? box : null;
  }

  /** Each incident spread evenly over the days that it may have been on. */
  histogram(edges: readonly number[]): Float64Array {
    const { store, passing } = this;
    const heights = new Float64Array(edges.length - 1);
    for (let row = 0; row < store.count; row++) {
      if (!passing.timeless[row] || store.first[row] === MISSING) continue;
      spread(heights, edges, store.first[row]!, store.last[row]!);
    }
    return heights;
  }

  daysShown(): [number, number] | null {
    const { store, passing, filters } = this;
    let [from, to] = [Infinity, -Infinity];
    for (let row = 0; row < store.count; row++) {
      if (!passing.rows[row] || store.first[row] === MISSING) continue;
      if (store.first[row]! < from) from = store.first[row]!;
      if (store.last[row]! > to) to = store.last[row]!;
    }
    if (from > to) return null;
    return [Math.max(from, filters.from ?? from), Math.min(to, filters.to ?? to)];
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

  private latLng(x: number, y: number): [number, number] {
    return [latitude(y), longitude(x)];
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

function widen(box: Box, other: Box): void {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}

export function motionAllowed(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
