/** Tiles of one PMTiles file, fetched by byte ranges (specification, version 3). */

import { range } from "./ranges.js";

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
  readonly run: number;
}

const HEADER = 127;
const GZIP = 2;
/** Tiles and directories kept in memory. */
const KEPT = 400;

export class Archive {
  private header: Promise<DataView> | null = null;
  private readonly directories = new Map<number, Promise<Entry[]>>();
  private readonly tiles = new Map<string, Promise<Uint8Array | null>>();

  constructor(private readonly address: string) {}

  /** The unpacked bytes of a tile, null where the file has none. */
  tile(z: number, x: number, y: number): Promise<Uint8Array | null> {
    const key = `${z}/${x}/${y}`;
    const known = this.tiles.get(key);
    if (known) return known;
    const asked = this.find(tileId(z, x, y));
    this.tiles.set(key, asked);
    asked.catch(() => this.tiles.delete(key));
    if (this.tiles.size > KEPT) this.tiles.delete(this.tiles.keys().next().value!);
    return asked;
  }

  private async find(id: number): Promise<Uint8Array | null> {
    const header = await (this.header ??= this.opened());
    let [offset, length] = [long(header, 8), long(header, 16)];
    for (let depth = 0; depth < 4; depth++) {
      const entry = lastBefore(await this.directory(header, offset, length), id);
      if (!entry) return null;
      if (entry.run > 0) {
        if (id >= entry.id + entry.run) return null;
        return this.bytes(long(header, 56) + entry.offset, entry.length, header.getUint8(98));
      }
      [offset, length] = [long(header, 40) + entry.offset, entry.length];
    }
    return null;
  }

  /** What could not be fetched is asked for again. */
  private opened(): Promise<DataView> {
    const asked = this.open();
    asked.catch(() => (this.header = null));
    return asked;
  }

  private async open(): Promise<DataView> {
    const bytes = await this.bytes(0, HEADER, 1);
    const header = new DataView(bytes.buffer);
    if (new TextDecoder().decode(bytes.subarray(0, 7)) !== "PMTiles" || header.getUint8(7) !== 3) {
      throw new Error(`${this.address}: not a PMTiles file of version 3`);
    }
    return header;
  }

  private directory(header: DataView, offset: number, length: number): Promise<Entry[]> {
    const known = this.directories.get(offset);
    if (known) return known;
    const asked = this.bytes(offset, length, header.getUint8(97)).then(entries);
    this.directories.set(offset, asked);
    asked.catch(() => this.directories.delete(offset));
    return asked;
  }

  private async bytes(offset: number, length: number, packing: number): Promise<Uint8Array> {
    const packed = await range(this.address, offset, length);
    if (packing !== GZIP) return new Uint8Array(packed);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
}

/** The number of a tile: all tiles further out, then its place on the Hilbert curve. */
export function tileId(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  for (let side = 2 ** z / 2; side >= 1; side /= 2) {
    const right = (x & side) > 0 ? 1 : 0;
    const below = (y & side) > 0 ? 1 : 0;
    id += side * side * ((3 * right) ^ below);
    [x, y] = turned(x & (side - 1), y & (side - 1), right, below, side);
  }
  return id;
}

function turned(x: number, y: number, right: number, below: number, side: number): [number, number] {
  if (below) return [x, y];
  return right ? [side - 1 - y, side - 1 - x] : [y, x];
}

function lastBefore(listed: readonly Entry[], id: number): Entry | null {
  let [low, high] = [0, listed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (listed[middle]!.id <= id) low = middle + 1;
    else high = middle;
  }
  return listed[low - 1] ?? null;
}

function entries(bytes: Uint8Array): Entry[] {
  let at = 0;
  const next = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  const column = (count: number): number[] => Array.from({ length: count }, next);
  const count = next();
  let id = 0;
  const ids = column(count).map((step) => (id += step));
  const runs = column(count);
  const lengths = column(count);
  let end = 0;
  return column(count).map((given, place) => {
    const offset = given === 0 ? end : given - 1;
    end = offset + lengths[place]!;
    return { id: ids[place]!, offset, length: lengths[place]!, run: runs[place]! };
  });
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
