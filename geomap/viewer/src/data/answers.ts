/** The worker's answers, apart from its plumbing so that the page can do without a worker. */

import { fromBase64, inflate, inflateJson, MISSING, unpack, type Container } from "./container.js";
import { fold } from "./fold.js";
import type { BaseHeader, Block, Cell, Core, CoreHeader, Question, Table } from "./protocol.js";
import { cluster, stack } from "./stacks.js";

/** Blocks kept unpacked: enough to leaf through a table without unpacking twice. */
const KEPT_BLOCKS = 24;

export class Answers {
  private core: Core | undefined;
  private ids: readonly string[] = [];
  private readonly packed = new Map<number, Uint8Array<ArrayBuffer>>();
  private readonly blocks = new Map<number, Block>();
  private readonly words = new Map<number, string[]>();

  async to(question: Question): Promise<unknown> {
    switch (question.kind) {
      case "core":
        return (this.core = await readCore(question.text));
      case "base":
        return unpack<BaseHeader>(await inflate(fromBase64(question.text)));
      case "ids":
        return (this.ids = await inflateJson<string[]>(fromBase64(question.text)));
      case "keep":
        this.packed.set(question.block, fromBase64(question.text));
        return null;
      case "block":
        if (!this.packed.has(question.block) && question.text)
          this.packed.set(question.block, fromBase64(question.text));
        return this.block(question.block);
      case "cluster":
        return cluster(this.core!.stacks, question.zoom);
      case "search":
        return this.search(question.text);
      case "order":
        return this.order(question.column);
    }
  }

  private async block(number: number): Promise<Block> {
    const known = this.blocks.get(number);
    if (known) return known;
    const block = await inflateJson<Block>(this.packed.get(number)!);
    if (this.blocks.size >= KEPT_BLOCKS) this.blocks.delete(this.blocks.keys().next().value!);
    this.blocks.set(number, block);
    return block;
  }

  /** 1 for every row in which each word of the text occurs, in any field, claim or source. */
  private async search(text: string): Promise<Uint8Array> {
    const wanted = fold(text).split(/\s+/).filter(Boolean);
    const { count, block_rows } = this.core!.header;
    const found = new Uint8Array(count);
    for (let first = 0; first < count; first += block_rows) {
      const rows = await this.wordsOf(first / block_rows);
      rows.forEach((row, index) => {
        if (wanted.every((word) => row.includes(word))) found[first + index] = 1;
      });
    }
    return found;
  }

  private async wordsOf(number: number): Promise<string[]> {
    const known = this.words.get(number);
    if (known) return known;
    const block = await this.block(number);
    const first = number * this.core!.header.block_rows;
    const words = wordsOfBlock(block);
    for (let index = 0; index < block.rows; index++) {
      words[index] = fold(`${this.wordsOfCore(first + index)}\n${words[index]}`);
    }
    this.words.set(number, words);
    return words;
  }

  private wordsOfCore(row: number): string {
    const { header, columns } = this.core!;
    const [country, actor, kind] = header.layers[columns.get("layer")![row]!]!;
    return `${this.ids[row] ?? ""}\n${country}\n${actor}\n${kind}`;
  }

  /** The rank of every row by one text column, rows without a text last. */
  private async order(column: string): Promise<Int32Array> {
    const { count, block_rows } = this.core!.header;
    const texts: (string | null)[] = [];
    for (let first = 0; first < count; first += block_rows) {
      const block = await this.block(first / block_rows);
      const cells = block.texts[column] ?? block.extra[column];
      for (let index = 0; index < block.rows; index++) texts.push(asText(cells?.[index]));
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

/** All that each row of a block says, one string per row. */
function wordsOfBlock(block: Block): string[] {
  const rows: string[][] = Array.from({ length: block.rows }, () => []);
  for (const table of [block.texts, block.extra]) {
    for (const cells of Object.values(table)) {
      cells.forEach((cell, index) => cell !== null && rows[index]!.push(String(cell)));
    }
  }
  const { row, value, quote, source } = block.claims as Record<string, readonly Cell[]>;
  row!.forEach((index, claim) => {
    const said = [value![claim], quote![claim], ...sourceWords(block.sources, source![claim]!)];
    rows[index as number]!.push(...said.filter((cell) => cell !== null).map(String));
  });
  return rows.map((words) => words.join("\n"));
}

function sourceWords(sources: Table, index: Cell): Cell[] {
  if (index === null) return [];
  return Object.values(sources).map((cells) => cells[index as number] ?? null);
}
