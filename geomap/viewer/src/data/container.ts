/** The other end of geomap/write/columns.py: gzip containers of a header and numeric columns. */

/** A value that is not known, in every numeric column. */
export const MISSING = -0x80000000;

export type Columns = ReadonlyMap<string, Int32Array>;

export interface Container<Header> {
  readonly header: Header;
  readonly columns: Columns;
}

interface ColumnFacts {
  readonly name: string;
  readonly length: number;
  readonly least: number;
  readonly width: number;
}

type Decode = (text: string) => Uint8Array<ArrayBuffer>;

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as { fromBase64?: Decode }).fromBase64;
  return native ? native.call(Uint8Array, text) : decoded(text);
}

/** The same for browsers of before 2025. */
function decoded(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Straight into the stream: a Blob's own stream would go by way of the browser's process. */
export async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const written = writer.write(packed).then(() => writer.close());
  const [raw] = await Promise.all([new Response(stream.readable).arrayBuffer(), written]);
  return new Uint8Array(raw);
}

export async function inflateJson<Value>(packed: Uint8Array<ArrayBuffer>): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await inflate(packed))) as Value;
}

export function unpack<Header>(raw: Uint8Array): Container<Header> {
  const length = new DataView(raw.buffer, raw.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(raw.subarray(4, 4 + length));
  const header = JSON.parse(text) as Header & { columns: ColumnFacts[] };
  const columns = new Map<string, Int32Array>();
  let start = 4 + length;
  for (const facts of header.columns) {
    columns.set(facts.name, plane(raw, start, facts));
    start += facts.length * facts.width;
  }
  return { header, columns };
}

/** One column out of its byte planes; 0 stands for missing. */
function plane(raw: Uint8Array, start: number, facts: ColumnFacts): Int32Array {
  const { length, width, least } = facts;
  const values = new Int32Array(length);
  for (let byte = 0; byte < width; byte++) {
    const from = start + byte * length;
    const shift = 8 * byte;
    for (let row = 0; row < length; row++) values[row]! |= raw[from + row]! << shift;
  }
  for (let row = 0; row < length; row++) {
    values[row] = values[row] === 0 ? MISSING : values[row]! + least - 1;
  }
  return values;
}
