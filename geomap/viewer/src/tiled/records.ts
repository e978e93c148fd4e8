/** The incidents that are drawn or were read, by their number in the whole run. */

import type { Records, When } from "../board.js";
import type { Link } from "../data/store.js";
import { unpacked } from "../data/block.js";
import { inflateJson } from "../data/container.js";
import type { Layer } from "../data/protocol.js";
import { lookOf } from "../data/stacks.js";
import { detailsOf, type Details } from "../data/store.js";
import type { DetailBlock, Fact, Header, PackedDetails } from "./header.js";
import { range } from "../data/ranges.js";

/** Blocks kept: what somebody leafs through. */
const KEPT = 24;

export class TiledRecords implements Records {
  readonly layers: readonly Layer[];
  /** What is known, or how it becomes known: of most incidents in view nobody asks. */
  private readonly facts = new Map<number, Fact | (() => Fact)>();
  private readonly blocks = new Map<number, Promise<DetailBlock>>();

  constructor(readonly header: Header) {
    this.layers = header.layers.map(([country, actor, kind, colour]) => ({
      country,
      actor,
      kind,
      colour,
    }));
  }

  get count(): number {
    return this.header.total;
  }

  get isLinked(): boolean {
    return this.header.is_linked;
  }

  /** Remembers what a tile tells of an incident; what a block told is more. */
  learn(row: number, told: () => Fact): void {
    if (!this.facts.has(row)) this.facts.set(row, told);
  }

  /** Forgets all but these rows. */
  keep(rows: ReadonlySet<number>): void {
    for (const row of this.facts.keys()) if (!rows.has(row)) this.facts.delete(row);
  }

  fact(row: number): Fact {
    const known = this.facts.get(row)!;
    if (typeof known !== "function") return known;
    const fact = known();
    this.facts.set(row, fact);
    return fact;
  }

  idOf(row: number): string {
    return this.fact(row).id;
  }

  layerOf(row: number): Layer {
    return this.layers[this.fact(row).layer]!;
  }

  whenOf(row: number): When | null {
    const { first, last, dated } = this.fact(row);
    return first === null ? null : { first, last: last ?? first, precision: dated };
  }

  placeOf(row: number): string | null {
    return this.fact(row).place;
  }

  precisionOf(row: number): string {
    return this.fact(row).precision;
  }

  radiusOf(row: number): number | null {
    return this.fact(row).radius;
  }

  lookOf(row: number): number {
    const { lng, precision } = this.fact(row);
    return lng === null ? -1 : lookOf(this.header.precisions.indexOf(precision));
  }

  areaOf(row: number): { name: string; across: number } | null {
    const { area } = this.fact(row);
    return area && { name: area[0], across: area[1] };
  }

  position(row: number): [number, number] {
    const { lng, lat } = this.fact(row);
    return [lng!, lat!];
  }

  async details(row: number): Promise<Details> {
    const { block, place } = await this.at(row);
    return detailsOf(block, place);
  }

  async text(row: number, column: string): Promise<string | null> {
    if (this.facts.has(row) && column === "title") {
      const { title } = this.fact(row);
      return title === null ? null : String(title);
    }
    const { block, place } = await this.at(row);
    const cell = block.texts[column]?.[place];
    return cell === null || cell === undefined ? null : String(cell);
  }

  /** Links at either end of an incident; the incidents at their other ends become known. */
  async linksOf(row: number): Promise<Link[]> {
    const { block, place } = await this.at(row);
    const { row: rows, other, answers, stated } = block.linked;
    const mine = [...rows.keys()].filter((index) => rows[index] === place);
    await Promise.all(mine.map((index) => this.at(other[index]!)));
    return mine.map((index) => ({
      from: answers[index] ? row : other[index]!,
      to: answers[index] ? other[index]! : row,
      stated: stated[index]!,
    }));
  }

  /** The block of an incident, its place in it, and its facts learned. */
  private async at(row: number): Promise<{ block: DetailBlock; place: number }> {
    const { details, block_rows: size } = this.header;
    const file = details.findLast(([first]) => first <= row)!;
    const inFile = row - file[0];
    const block = await this.block(file, Math.floor(inFile / size));
    const place = inFile % size;
    this.facts.set(row, factOf(block, place));
    return { block, place };
  }

  private block([first, address]: readonly [number, string], number: number): Promise<DetailBlock> {
    const key = first + number * this.header.block_rows;
    const known = this.blocks.get(key);
    if (known) return known;
    const asked = fetched(address, number);
    if (this.blocks.size >= KEPT) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(key, asked);
    asked.catch(() => this.blocks.delete(key));
    return asked;
  }
}

/** In front of the blocks stand their starts, and the end of the last. */
async function fetched(address: string, number: number): Promise<DetailBlock> {
  const edges = new DataView(await range(address, 8 * number, 16));
  const [start, end] = [0, 8].map((at) => Number(edges.getBigUint64(at, true))) as [number, number];
  const bytes = new Uint8Array(await range(address, start, end - start));
  const packed = await inflateJson<PackedDetails>(bytes);
  return { ...packed, ...unpacked(packed) };
}

function factOf({ facts, texts }: DetailBlock, place: number): Fact {
  return {
    id: facts.id[place]!,
    layer: facts.layer[place]!,
    first: facts.first[place]!,
    last: facts.last[place]!,
    dated: facts.dated[place] ?? "day",
    title: texts.title?.[place] ?? null,
    place: facts.place[place]!,
    precision: facts.precision[place] ?? "unknown",
    radius: facts.radius[place]!,
    area: facts.area[place]!,
    lng: facts.lng[place]!,
    lat: facts.lat[place]!,
  };
}
