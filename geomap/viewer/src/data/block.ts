/** Blocks of texts as geomap/write/payload.py packs them, and as the page reads them. */

import { SEPARATOR, type Block, type Cell, type Packed, type PackedBlock } from "./protocol.js";

/** A block with its columns cell by cell. */
export function unpacked(block: PackedBlock): Block {
  const open = (table: PackedBlock["texts"]) =>
    Object.fromEntries(Object.entries(table).map(([name, column]) => [name, cellsOf(column)]));
  return { ...block, texts: open(block.texts), extra: open(block.extra) };
}

export function cellsOf(column: Packed): readonly Cell[] {
  return typeof column === "string" ? column.split(SEPARATOR).map((cell) => cell || null) : column;
}
