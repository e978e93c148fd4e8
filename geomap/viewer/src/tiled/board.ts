/** The state of a map over tiles: what is filtered, in view and open, and who wants to know. */

import L from "leaflet";
import type { Board, Gathered, Topic } from "../board.js";
import type { Chain } from "../chains.js";
import { fold } from "../data/fold.js";
import type { Link } from "../data/store.js";
import { STEPS, type Step } from "../days.js";
import { EVERYTHING, type Filters } from "../filters.js";
import type { Translator } from "../i18n/index.js";
import { mercatorX, mercatorY } from "../map/mercator.js";
import { paletteOf } from "../map/palette.js";
import type { Symbol } from "../map/symbols.js";
import type { Header } from "./header.js";
import { TiledRecords } from "./records.js";
import { Source, type Held } from "./source.js";
import { SpotsLayer } from "./spots.js";
import { snapped, tally, type Answers } from "./tally.js";

/** As near as one incident is looked at when it is opened. */
const CLOSE = 13;

export class TiledBoard implements Board {
  filters: Filters = EVERYTHING;
  passing: Answers;
  selected = -1;
  chain: Chain | null = null;
  gathered: Gathered | null = null;
  readonly store: TiledRecords;
  readonly layer: SpotsLayer;
  readonly edges: readonly number[];
  readonly days: [number, number];
  readonly steps: readonly Step[];
  /** Said when what the map reads cannot be fetched, null when it can. */
  onTrouble: (reason: string | null) => void = () => undefined;
  private readonly source: Source;
  private readonly listeners = new Map<Topic, Set<() => void>>();
  private drawing = 0;
  private wanted = -1;

  constructor(
    readonly header: Header,
    readonly map: L.Map,
    readonly root: HTMLElement,
    public translator: Translator,
  ) {
    this.store = new TiledRecords(header);
    this.passing = tally(header, this.store.layers, this.filters);
    this.edges = header.edges;
    this.days = [header.edges[0]!, header.edges.at(-1)! - 1];
    this.steps = STEPS.slice(STEPS.indexOf(header.step));
    this.source = new Source(header, (row, told) => this.store.learn(row, told));
    const passes = (layer: number, bin: number) => this.passing.passes(layer, bin);
    const filters = () => this.filters;
    this.layer = new SpotsLayer(this.store, { ...paletteOf(root) }, {
      passes,
      get filters() {
        return filters();
      },
    });
    map.on("moveend", () => void this.look());
  }

  on(topic: Topic, listener: () => void): void {
    this.listeners.set(topic, (this.listeners.get(topic) ?? new Set()).add(listener));
  }

  /** Forgets who listens, before the interface is built anew. */
  silence(): void {
    this.listeners.clear();
  }

  tell(topic: Topic): void {
    this.listeners.get(topic)?.forEach((listener) => listener());
  }

  /** Fetches what is in view and draws it. */
  async look(): Promise<void> {
    const turn = ++this.drawing;
    try {
      const held = await this.source.inView(this.map);
      if (turn !== this.drawing) return;
      this.layer.held = held;
      this.forget(held);
      this.layer.redraw();
      this.onTrouble(null);
      this.tell("view");
    } catch (error) {
      if (turn === this.drawing) this.onTrouble((error as Error).message);
    }
  }

  /** Changes some filters; a text is looked for among the single incidents in view. */
  async filter(change: Partial<Filters>): Promise<void> {
    this.filters = snapped(this.header, { ...this.filters, ...change, text: "" });
    this.passing = tally(this.header, this.store.layers, this.filters);
    this.layer.redraw();
    this.tell("filter");
    if (change.text) this.find(change.text);
    return Promise.resolve();
  }

  histogram(): Float64Array {
    return this.passing.bars;
  }

  daysShown(): [number, number] | null {
    const { shown } = this.passing;
    const first = shown.findIndex((number) => number > 0);
    if (first < 0) return null;
    const last = shown.findLastIndex((number) => number > 0);
    return [this.edges[first]!, this.edges[last + 1]! - 1];
  }

  /** Passing incidents in view. */
  inView(): number {
    const bounds = this.map.getBounds();
    const [west, east] = [mercatorX(bounds.getWest()), mercatorX(bounds.getEast())];
    return this.layer.countIn(west, mercatorY(bounds.getNorth()), east, mercatorY(bounds.getSouth()));
  }

  select(row: number): void {
    void this.read(row);
  }

  /** Opens an incident when it has been fetched; its place is moved into view. */
  async read(row: number): Promise<void> {
    this.wanted = row;
    let links: Link[] = [];
    try {
      if (row >= 0) links = await this.store.linksOf(row);
    } catch (error) {
      if (row !== this.wanted) return;
      this.wanted = this.selected;
      this.onTrouble((error as Error).message);
      return;
    }
    if (row !== this.wanted) return;
    this.selected = row;
    this.chain = row < 0 ? null : chainAround(row, links);
    this.layer.selected = row;
    this.layer.candidates = [];
    this.layer.redraw();
    if (row >= 0) this.onTrouble(null);
    this.tell("select");
    if (row >= 0) this.reveal([row]);
  }

  /** Opens what a symbol stands for: one incident, a list, or a cell from nearer. */
  open(symbol: Symbol): void {
    const rows = this.layer.members(symbol);
    if (!this.layer.held.single) this.nearer(symbol);
    else if (symbol.row >= 0) {
      this.gathered = null;
      this.select(symbol.row);
    } else this.gather(rows, symbol.count - rows.length);
  }

  closePanel(): void {
    this.gathered = null;
    this.select(-1);
  }

  reveal(rows: readonly number[], closer = false): void {
    const placed = rows.filter((row) => this.store.lookOf(row) >= 0);
    if (placed.length === 0) return;
    const bounds = L.latLngBounds(placed.map((row) => latLng(this.store.position(row))));
    if (!closer && this.map.getBounds().contains(bounds)) return;
    this.map.fitBounds(bounds, { maxZoom: CLOSE, animate: false });
  }

  showCandidates(places: readonly (readonly [number, number, string])[]): void {
    this.layer.candidates = places.map(([lng, lat, name]) => [mercatorX(lng), mercatorY(lat), name]);
    this.layer.redraw();
    if (places.length === 0) return;
    const spots = places.map(([lng, lat]) => latLng([lng, lat]));
    if (this.selected >= 0) spots.push(latLng(this.store.position(this.selected)));
    this.map.fitBounds(L.latLngBounds(spots), { maxZoom: CLOSE, animate: false });
  }

  /** The next or previous single incident in view, by date. */
  step(by: 1 | -1): void {
    const day = (row: number) => this.store.fact(row).first ?? Infinity;
    const rows = this.layer.rows().sort((a, b) => day(a) - day(b) || a - b);
    if (rows.length === 0) return;
    const here = rows.indexOf(this.selected);
    const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
    this.select(rows[(next + rows.length) % rows.length]!);
  }

  /** The row of an id that is drawn, or -1. */
  rowOf(id: string): number {
    return this.layer.rows().find((row) => this.store.idOf(row) === id) ?? -1;
  }

  /** Keeps only what is in view and open; nothing is forgotten while an incident is being read. */
  private forget({ spots }: Held): void {
    if (this.wanted !== this.selected) return;
    const kept = new Set([...spots.map(({ row }) => row), this.selected]);
    for (const { row } of this.chain?.steps ?? []) kept.add(row);
    for (const row of this.gathered?.rows ?? []) kept.add(row);
    this.store.keep(kept);
  }

  private find(text: string): void {
    const words = fold(text).split(/\s+/).filter(Boolean);
    const rows = this.layer.rows().filter((row) => {
      const { id, title, place } = this.store.fact(row);
      const { country, actor } = this.store.layerOf(row);
      const told = fold([id, title, place, country, actor].join("\n"));
      return words.every((word) => told.includes(word));
    });
    this.gather(rows);
  }

  private gather(rows: readonly number[], more = 0): void {
    this.gathered = { rows, place: null, stacked: false, more };
    this.select(-1);
  }

  private nearer({ x, y }: Symbol): void {
    const margin = this.layer.margin;
    const centre = this.map.containerPointToLatLng([x - margin, y - margin]);
    const zoom = Math.min(this.map.getZoom() + 2, this.header.single_zoom);
    this.map.setView(centre, zoom, { animate: false });
  }
}

function latLng([lng, lat]: readonly [number, number]): [number, number] {
  return [lat, lng];
}

/** An incident between what it answers and what answered it. */
function chainAround(row: number, links: readonly Link[]): Chain {
  const answered = links.filter(({ from }) => from === row);
  const depth = answered.length > 0 ? 1 : 0;
  const answers = links.filter(({ to }) => to === row);
  return {
    steps: [
      ...answered.map(({ to }) => ({ row: to, depth: 0, link: null })),
      { row, depth, link: answered[0] ?? null },
      ...answers.map((link) => ({ row: link.from, depth: depth + 1, link })),
    ],
    length: depth + Math.min(1, answers.length),
  };
}
