/** Vector tiles decoded: layers, features, their properties and paths (Mapbox Vector Tile 2.1). */

export type Value = string | number | boolean | null;

export class Feature {
  constructor(
    /** 0 where it has none. */
    readonly id: number,
    /** 1 points, 2 lines, 3 polygons. */
    readonly type: number,
    /** Paths of x, y pairs, in shares of the tile's side from its upper left corner. */
    readonly paths: readonly (readonly number[])[],
    private readonly tags: readonly number[],
    private readonly words: Words,
  ) {}

  /** One of its properties, undefined where it has none of that name. */
  value(name: string): Value | undefined {
    const key = this.words.keys.indexOf(name);
    for (let at = 0; at < this.tags.length; at += 2) {
      if (this.tags[at] === key) return this.words.value(this.tags[at + 1]!);
    }
    return undefined;
  }
}

/** The names and values of a layer; what nobody asks for is never decoded. */
class Words {
  readonly keys: string[] = [];
  private readonly values: (Value | Reader)[] = [];

  add(value: Reader): void {
    this.values.push(value);
  }

  value(number: number): Value {
    const known = this.values[number]!;
    return known instanceof Reader ? (this.values[number] = valueOf(known)) : known;
  }
}

const UTF8 = new TextDecoder();

/** The features of each layer, by the layer's name. */
export function decode(bytes: Uint8Array): Map<string, Feature[]> {
  const layers = new Map<string, Feature[]>();
  each(new Reader(bytes), (field, reader) => {
    if (field === 3) {
      const [name, features] = layerOf(reader.part());
      layers.set(name, features);
      return true;
    }
    return false;
  });
  return layers;
}

/** A message inside the bytes of a tile, read from `at` up to `end`. */
class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
    readonly end = bytes.length,
  ) {}

  number(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  part(): Reader {
    const length = this.number();
    this.at += length;
    return new Reader(this.bytes, this.at - length, this.at);
  }

  text(): string {
    const { at, end } = this.part();
    return UTF8.decode(this.bytes.subarray(at, end));
  }

  numbers(): number[] {
    const part = this.part();
    const found: number[] = [];
    while (part.at < part.end) found.push(part.number());
    return found;
  }

  skip(wire: number): void {
    if (wire === 0) this.number();
    else if (wire === 2) this.part();
    else this.at += wire === 1 ? 8 : 4;
  }
}

/** Hands each field of a message to `take`, which says whether it read it. */
function each(reader: Reader, take: (field: number, reader: Reader) => boolean): void {
  while (reader.at < reader.end) {
    const tag = reader.number();
    if (!take(tag >> 3, reader)) reader.skip(tag & 7);
  }
}

function layerOf(reader: Reader): [string, Feature[]] {
  const [words, raw]: [Words, Reader[]] = [new Words(), []];
  let [name, extent] = ["", 4096];
  each(reader, (field) => {
    if (field === 1) name = reader.text();
    else if (field === 2) raw.push(reader.part());
    else if (field === 3) words.keys.push(reader.text());
    else if (field === 4) words.add(reader.part());
    else if (field === 5) extent = reader.number();
    else return false;
    return true;
  });
  return [name, raw.map((feature) => featureOf(feature, words, extent))];
}

function valueOf(reader: Reader): Value {
  let value: Value = null;
  const view = new DataView(reader.bytes.buffer, reader.bytes.byteOffset);
  each(reader, (field) => {
    if (field === 1) value = reader.text();
    else if (field === 2) value = view.getFloat32((reader.at += 4) - 4, true);
    else if (field === 3) value = view.getFloat64((reader.at += 8) - 8, true);
    else if (field === 4 || field === 5) value = reader.number();
    else if (field === 6) value = signed(reader.number());
    else if (field === 7) value = reader.number() === 1;
    else return false;
    return true;
  });
  return value;
}

function featureOf(reader: Reader, words: Words, extent: number): Feature {
  let [id, type, paths, tags]: [number, number, number[][], number[]] = [0, 0, [], []];
  each(reader, (field) => {
    if (field === 1) id = reader.number();
    else if (field === 2) tags = reader.numbers();
    else if (field === 3) type = reader.number();
    else if (field === 4) paths = pathsOf(reader.numbers(), extent);
    else return false;
    return true;
  });
  return new Feature(id, type, paths, tags, words);
}

function pathsOf(commands: readonly number[], extent: number): number[][] {
  const paths: number[][] = [];
  let [x, y, at] = [0, 0, 0];
  while (at < commands.length) {
    const command = commands[at]! & 7;
    const count = commands[at++]! >> 3;
    for (let number = 0; number < count; number++) {
      if (command === 7) {
        paths.at(-1)!.push(...paths.at(-1)!.slice(0, 2));
        continue;
      }
      x += signed(commands[at++]!);
      y += signed(commands[at++]!);
      if (command === 1) paths.push([]);
      paths.at(-1)!.push(x / extent, y / extent);
    }
  }
  return paths;
}

function signed(value: number): number {
  return value % 2 ? -(value + 1) / 2 : value / 2;
}
