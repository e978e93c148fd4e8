/** The incidents as the page holds them: numbers at once, texts when somebody reads them. */

import { fromMetres } from "../map/mercator.js";
import { boxOf, shapesOf, type Shapes } from "./shapes.js";
import { Answers } from "./answers.js";
import { MISSING, type Container } from "./container.js";
import workerSource from "worker:data";
import type {
  Answered,
  BaseHeader,
  Block,
  Cell,
  Core,
  Layer,
  Question,
} from "./protocol.js";

import type { Records, When } from "../board.js";

type Ask = (question: Question) => Promise<unknown>;

/** One link, as rows: the strike `from` answers the attack `to`. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly stated: boolean;
}

export interface Claim {
  readonly field: string;
  readonly value: string | null;
  readonly quote: string | null;
  readonly source: Source | null;
}

export interface Source {
  readonly publisher: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly published: string | null;
}

/** Everything that is told about one incident. */
export interface Details {
  readonly texts: Readonly<Record<string, Cell>>;
  readonly extra: Readonly<Record<string, Cell>>;
  readonly claims: readonly Claim[];
  readonly candidates: readonly Readonly<Record<string, Cell>>[];
  readonly quotes: ReadonlyMap<string, string>;
}

/** Where the page keeps one part of the data, as base64. */
export type Part = (name: string) => string;

export class Store implements Records {
  readonly layers: readonly Layer[];
  readonly links: readonly Link[];
  readonly outlines: Shapes;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly layer: Int32Array;
  readonly precision: Int32Array;
  readonly datePrecision: Int32Array;
  readonly radius: Int32Array;
  readonly area: Int32Array;
  private readonly place: Int32Array;
  private readonly linked = new Map<number, Link[]>();
  private readonly sent = new Set<number>();
  private readonly indexed = new Set<number>();
  /** Who searches: the worker of the texts and, once somebody may search, another. */
  private readers: readonly Ask[] = [];
  private readonly levels = new Map<number, Int32Array>();
  private readonly blocks = new Map<number, Promise<Block>>();

  private constructor(
    private readonly core: Core,
    readonly ids: readonly string[],
    private readonly part: Part,
    private readonly numbers: Ask,
    private readonly texts: Ask,
  ) {
    const { header, columns } = core;
    this.layers = header.layers.map(([country, actor, kind, colour]) => ({
      country,
      actor,
      kind,
      colour,
    }));
    this.first = columns.get("first")!;
    this.last = columns.get("last")!;
    this.layer = columns.get("layer")!;
    this.precision = columns.get("precision")!;
    this.datePrecision = columns.get("date_precision")!;
    this.radius = columns.get("radius")!;
    this.area = columns.get("area")!;
    this.place = columns.get("place")!;
    this.outlines = shapesOf(columns, "outline", header.area_digits);
    const [from, to, basis] = ["from", "to", "basis"].map((end) => columns.get(`link.${end}`)!);
    this.links = Array.from(from!, (row, index) => ({
      from: row,
      to: to![index]!,
      stated: basis![index] === 0,
    }));
    for (const link of this.links) {
      for (const end of [link.from, link.to]) {
        const others = this.linked.get(end);
        if (others) others.push(link);
        else this.linked.set(end, [link]);
      }
    }
  }

  static async open(part: Part): Promise<Store> {
    // Two workers: a panel must not wait until the clusters of some other zoom are ready.
    const [numbers, texts] = [asker(), asker()];
    const [core, ids] = await Promise.all([
      numbers({ kind: "core", text: part("core") }) as Promise<Core>,
      texts({ kind: "ids", text: part("ids") }) as Promise<string[]>,
    ]);
    return new Store(core, ids, part, numbers, texts);
  }

  get count(): number {
    return this.core.header.count;
  }

  get header() {
    return this.core.header;
  }

  get stacks() {
    return this.core.stacks;
  }

  /** The row of an id, or -1. */
  rowOf(id: string): number {
    return this.ids.indexOf(id);
  }

  get isLinked(): boolean {
    return this.links.length > 0;
  }

  idOf(row: number): string {
    return this.ids[row]!;
  }

  whenOf(row: number): When | null {
    const [first, last] = [this.first[row]!, this.last[row]!];
    if (first === MISSING) return null;
    const precision = this.header.date_precisions[this.datePrecision[row]!] ?? "day";
    return { first, last, precision };
  }

  lookOf(row: number): number {
    const stack = this.stacks.of[row]!;
    return stack < 0 ? -1 : this.stacks.look[stack]!;
  }

  placeOf(row: number): string | null {
    return this.header.places[this.place[row]!] ?? null;
  }

  placeCode(row: number): number {
    return this.place[row]!;
  }

  layerOf(row: number): Layer {
    return this.layers[this.layer[row]!]!;
  }

  /** Longitude and latitude in degrees; only for a placed row. */
  position(row: number): [number, number] {
    const unit = 10 ** this.header.digits;
    const at = (name: string) => this.core.columns.get(name)![row]! / unit;
    return [at("lng"), at("lat")];
  }

  precisionOf(row: number): string {
    return this.header.precisions[this.precision[row]!] ?? "unknown";
  }

  radiusOf(row: number): number | null {
    return this.radius[row] === MISSING ? null : this.radius[row]!;
  }

  /** Its named area, and metres across it: the mean of width and height. */
  areaOf(row: number): { name: string; across: number } | null {
    const name = this.header.areas[this.area[row]!] ?? null;
    if (name === null) return null;
    const [west, north, east, south] = boxOf(this.outlines, this.area[row]!);
    const across = (east - west + south - north) / 2 / fromMetres(1, (north + south) / 2);
    return { name, across };
  }

  /** Links at either end of a row. */
  linksOf(row: number): readonly Link[] {
    return this.linked.get(row) ?? [];
  }

  /** The base map's container, or null in a map that has its own. */
  async base(): Promise<Container<BaseHeader> | null> {
    const text = this.part("base");
    return text ? ((await this.numbers({ kind: "base", text })) as Container<BaseHeader>) : null;
  }

  /** Each stack's leader at a zoom, when it is there; it is asked for when it is not. */
  level(zoom: number): Int32Array | undefined {
    return this.levels.get(zoom);
  }

  async loadLevel(zoom: number): Promise<Int32Array> {
    const known = this.levels.get(zoom);
    if (known) return known;
    const level = (await this.numbers({ kind: "cluster", zoom })) as Int32Array;
    this.levels.set(zoom, level);
    return level;
  }

  async details(row: number): Promise<Details> {
    const size = this.header.block_rows;
    const block = await this.block(Math.floor(row / size));
    return detailsOf(block, row % size);
  }

  /** One text of one incident. */
  async text(row: number, column: string): Promise<string | null> {
    const size = this.header.block_rows;
    const block = await this.block(Math.floor(row / size));
    const cell = block.texts[column]?.[row % size];
    return cell === null || cell === undefined ? null : String(cell);
  }

  async search(text: string): Promise<Uint8Array> {
    this.hire();
    for (let block = 0; block < this.blockCount; block++) void this.index(block);
    const words = this.layers.map(({ country, actor, kind }) => `${country}\n${actor}\n${kind}`);
    const { block_rows: size } = this.header;
    const layers = { words, of: this.layer };
    const question: Question = { kind: "search", text, size, layers };
    const [found, other] = await Promise.all(
      this.readers.map((ask) => ask(question) as Promise<Uint8Array>),
    );
    return found!.map((hit, row) => hit & other![row]!);
  }

  /** Makes the search ready, a block at a time so that a panel need not wait for it. */
  async prepareSearch(): Promise<void> {
    this.hire();
    for (let block = 0; block < this.blockCount; block += this.readers.length) {
      await Promise.all(this.readers.map((_, next) => this.index(block + next)));
    }
  }

  async order(column: string): Promise<Int32Array> {
    for (let block = 0; block < this.blockCount; block++) {
      const text = this.unsent(block);
      if (text) await this.texts({ kind: "keep", block, text });
    }
    const { block_rows: size } = this.header;
    return (await this.texts({ kind: "order", column, size })) as Int32Array;
  }

  private get blockCount(): number {
    return Math.ceil(this.count / this.header.block_rows);
  }

  private hire(): void {
    if (this.readers.length === 0) this.readers = [this.texts, asker()];
  }

  /** The readers share the blocks; the worker of the clusters has enough to do. */
  private async index(block: number): Promise<void> {
    if (this.indexed.has(block) || block >= this.blockCount) return;
    this.indexed.add(block);
    const { block_rows: size } = this.header;
    const ids = this.ids.slice(block * size, (block + 1) * size);
    const ask = this.readers[block % this.readers.length]!;
    await ask({ kind: "index", block, text: this.part(`block-${block}`), ids });
  }

  /** A block's text where the worker has not been given it yet, else nothing. */
  private unsent(block: number): string {
    const text = this.sent.has(block) ? "" : this.part(`block-${block}`);
    this.sent.add(block);
    return text;
  }

  private block(number: number): Promise<Block> {
    const known = this.blocks.get(number);
    if (known) return known;
    const text = this.unsent(number);
    const block = this.texts({ kind: "block", block: number, text }) as Promise<Block>;
    if (this.blocks.size >= 24) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(number, block);
    return block;
  }
}

/** What a block tells about one of its rows. */
export function detailsOf(block: Block, row: number): Details {
  const mine = (table: Block["claims"]) => rowsAbout(table, row).map((at) => cellsAt(table, at));
  return {
    texts: cellsAt(block.texts, row),
    extra: cellsAt(block.extra, row),
    claims: mine(block.claims).map((claim) => ({
      ...(claim as unknown as Claim),
      source: claim.source === null ? null : sourceAt(block, claim.source as number),
    })),
    candidates: mine(block.candidates),
    quotes: new Map(mine(block.links).map((link) => [String(link.to_id), String(link.quote)])),
  };
}

function cellsAt(table: Block["texts"], row: number): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(table).map(([name, cells]) => [name, cells[row] ?? null]),
  );
}

function sourceAt(block: Block, row: number): Source {
  return cellsAt(block.sources, row) as unknown as Source;
}

const about = new WeakMap<Block["texts"], Map<Cell, number[]>>();

/** The rows of a table that tell of one incident; found once for all incidents of a block. */
function rowsAbout(table: Block["texts"], row: number): readonly number[] {
  let rows = about.get(table);
  if (!rows) {
    rows = new Map();
    for (const [at, incident] of (table.row ?? []).entries()) {
      const known = rows.get(incident);
      if (known) known.push(at);
      else rows.set(incident, [at]);
    }
    about.set(table, rows);
  }
  return rows.get(row) ?? [];
}

/** Asks a worker; where none may be started (some notebooks), answers come from this thread. */
function asker(): Ask {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let number = 0;
  let worker: Worker | undefined;
  let here: Answers | undefined;
  try {
    const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      const { resolve, reject } = waiting.get(data.number)!;
      waiting.delete(data.number);
      if ("error" in data) reject(new Error(data.error));
      else resolve(data.answer);
    };
  } catch {
    here = new Answers();
  }
  return (question) => {
    if (here) return here.to(question);
    return new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject });
      worker!.postMessage({ number, question });
    });
  };
}
