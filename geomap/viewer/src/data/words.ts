/** What one block says, folded and column by column: made once, searched often. */

import { fold } from "./fold.js";
import { SEPARATOR, type Cell, type Packed, type PackedBlock, type Table } from "./protocol.js";

export class Words {
  /** One string per column, its cells apart by the separator. */
  private readonly columns: readonly string[];

  constructor(block: PackedBlock, ids: readonly string[]) {
    const columns = [...Object.values(block.texts), ...Object.values(block.extra), ids];
    if (Object.values(block.claims)[0]?.length) columns.push(said(block));
    this.columns = columns.map((column) => fold(joined(column)));
  }

  /** Writes 1 for every row of the block in which a folded word occurs. */
  mark(word: string, rows: Uint8Array): void {
    for (const column of this.columns) {
      let row = 0;
      let start = 0;
      for (;;) {
        const hit = column.indexOf(word, start);
        if (hit < 0) break;
        for (let end = column.indexOf(SEPARATOR, start); end >= 0 && end < hit; row++) {
          start = end + 1;
          end = column.indexOf(SEPARATOR, start);
        }
        rows[row++] = 1;
        start = column.indexOf(SEPARATOR, hit) + 1;
        if (start === 0) break;
      }
    }
  }
}

function joined(column: Packed): string {
  if (typeof column === "string") return column;
  return column.map((cell) => String(cell ?? "").replaceAll(SEPARATOR, " ")).join(SEPARATOR);
}

/** Values, quotes and sources of the claims, one string per row. */
function said({ rows, claims, sources }: PackedBlock): string[] {
  const words: string[] = Array.from({ length: rows }, () => "");
  const { row, value, quote, source } = claims as Record<string, readonly Cell[]>;
  row!.forEach((index, claim) => {
    const cells = [value![claim], quote![claim], ...sourceWords(sources, source![claim]!)];
    words[index as number] += `${cells.filter((cell) => cell !== null).join("\n")}\n`;
  });
  return words;
}

function sourceWords(sources: Table, index: Cell): Cell[] {
  if (index === null) return [];
  return Object.values(sources).map((cells) => cells[index as number] ?? null);
}
