/** The worker's answers, apart from its plumbing so that the page can do without a worker. */

import { cellsOf, unpacked } from "./block.js";
import { fromBase64, inflate, inflateJson, MISSING, unpack, type Container } from "./container.js";
import { fold } from "./fold.js";
import type { BaseHeader, Cell, Core, CoreHeader } from "./protocol.js";
import type { LayerWords, PackedBlock, Question } from "./protocol.js";
import { cluster, stack } from "./stacks.js";
import { Words } from "./words.js";

/** Blocks kept unpacked: enough to leaf through a table without unpacking twice. */
const KEPT_BLOCKS = 24;

export class Answers {
  private core: Core | undefined;
  private ids: readonly string[] = [];
  private readonly packed = new Map<number, Uint8Array<ArrayBuffer>>();
  private readonly blocks = new Map<number, Promise<PackedBlock>>();
  private readonly words = new Map<number, Promise<Words>>();

  async to(question: Question): Promise<unknown> {
    switch (question.kind) {
      case "core":
        return (this.core = await readCore(question.text));
      case "base":
        return unpack<BaseHeader>(await inflate(fromBase64(question.text)));
      case "ids":
        return (this.ids = await inflateJson<string[]>(fromBase64(question.text)));
      case "keep":
        return this.keep(question.block, question.text);
      case "index":
        return this.index(question.block, question.text, question.ids);
      case "block":
        this.keep(question.block, question.text);
        return unpacked(await this.block(question.block));
      case "cluster":
        return cluster(this.core!.stacks, question.zoom);
      case "search":
        return this.search(question.text, question.size, question.layers);
      case "order":
        return this.order(question.column, question.size);
    }
  }

  /** A block's text comes once; later questions about it carry none. */
  private keep(block: number, text: string): null {
    if (text) this.packed.set(block, fromBase64(text));
    return null;
  }

  private block(number: number): Promise<PackedBlock> {
    const known = this.blocks.get(number);
    if (known) return known;
    const block = inflateJson<PackedBlock>(this.packed.get(number)!);
    if (this.blocks.size >= KEPT_BLOCKS) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(number, block);
    return block;
  }

  private async index(number: number, text: string, ids: readonly string[]): Promise<null> {
    const block = inflateJson<PackedBlock>(fromBase64(text));
    const words = block.then((texts) => new Words(texts, ids));
    this.words.set(number, words);
    await words;
    return null;
  }

  /**
   * 0 for every row of the indexed blocks in which a word of the text is missing from every field,
   * claim and source; 1 for all others.
   */
  private async search(text: string, size: number, layers: LayerWords): Promise<Uint8Array> {
    const found = new Uint8Array(layers.of.length).fill(1);
    const wanted = fold(text).split(/\s+/).filter(Boolean);
    const named = wanted.map((word) => layers.words.map((words) => fold(words).includes(word)));
    for (const [number, waited] of this.words) {
      const words = await waited;
      const rows = found.subarray(number * size, (number + 1) * size);
      wanted.forEach((word, index) => {
        const marks = new Uint8Array(rows.length);
        words.mark(word, marks);
        for (let row = 0; row < rows.length; row++) {
          if (!marks[row] && !named[index]![layers.of[number * size + row]!]) rows[row] = 0;
        }
      });
    }
    return found;
  }

  /** The rank of every row by one text column, rows without a text last. */
  private async order(column: string, size: number): Promise<Int32Array> {
    const count = this.ids.length;
    const texts: (string | null)[] = [];
    for (let first = 0; first < count; first += size) {
      const block = await this.block(first / size);
      const cells = cellsOf(block.texts[column] ?? block.extra[column] ?? []);
      for (let index = 0; index < block.rows; index++) texts.push(asText(cells[index]));
    }
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const rows = Int32Array.from(texts.keys());
    rows.sort((a, b) => {
      const [left, right] = [texts[a]!, texts[b]!];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return compare(left, right) || a - b;
    });
    const rank = new Int32Array(count);
    rows.forEach((row, place) => (rank[row] = place));
    return rank;
  }
}

async function readCore(text: string): Promise<Core> {
  const { header, columns }: Container<CoreHeader> = unpack<CoreHeader>(
    await inflate(fromBase64(text)),
  );
  const column = (name: string) => columns.get(name) ?? new Int32Array(header.count).fill(MISSING);
  const stacks = stack(column("lng"), column("lat"), column("precision"), header.digits);
  return { header, columns, stacks };
}

function asText(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
