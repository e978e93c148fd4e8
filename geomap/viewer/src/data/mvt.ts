/** Vector tiles decoded: layers, features, their properties and paths (Mapbox Vector Tile 2.1). */

export type Value = string | number | boolean | null;

export interface Feature {
  /** 0 where it has none. */
  readonly id: number;
  readonly properties: Readonly<Record<string, Value>>;
  /** 1 points, 2 lines, 3 polygons. */
  readonly type: number;
  /** Paths of x, y pairs, in shares of the tile's side from its upper left corner. */
  readonly paths: readonly (readonly number[])[];
}

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

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

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
    return new Reader(this.bytes.subarray(this.at - length, this.at));
  }

  text(): string {
    return new TextDecoder().decode(this.part().bytes);
  }

  numbers(): number[] {
    const part = this.part();
    const found: number[] = [];
    while (part.at < part.bytes.length) found.push(part.number());
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
  while (reader.at < reader.bytes.length) {
    const tag = reader.number();
    if (!take(tag >> 3, reader)) reader.skip(tag & 7);
  }
}

function layerOf(reader: Reader): [string, Feature[]] {
  const [keys, values, raw]: [string[], Value[], Reader[]] = [[], [], []];
  let [name, extent] = ["", 4096];
  each(reader, (field) => {
    if (field === 1) name = reader.text();
    else if (field === 2) raw.push(reader.part());
    else if (field === 3) keys.push(reader.text());
    else if (field === 4) values.push(valueOf(reader.part()));
    else if (field === 5) extent = reader.number();
    else return false;
    return true;
  });
  return [name, raw.map((feature) => featureOf(feature, keys, values, extent))];
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

function featureOf(
  reader: Reader,
  keys: readonly string[],
  values: readonly Value[],
  extent: number,
): Feature {
  const properties: Record<string, Value> = {};
  let [id, type, paths]: [number, number, number[][]] = [0, 0, []];
  each(reader, (field) => {
    if (field === 1) id = reader.number();
    else if (field === 2) {
      const tags = reader.numbers();
      for (let at = 0; at < tags.length; at += 2) {
        properties[keys[tags[at]!]!] = values[tags[at + 1]!]!;
      }
    } else if (field === 3) type = reader.number();
    else if (field === 4) paths = pathsOf(reader.numbers(), extent);
    else return false;
    return true;
  });
  return { id, properties, type, paths };
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
