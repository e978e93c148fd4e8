/** Cells of a CSV, by the rule of geomap/spreadsheets.py. */

import type { Cell } from "./data/protocol.js";

/** What makes a spreadsheet run a cell as a formula, after apostrophes and space. */
const RISKY = /^'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A cell as CSV has it, guarded by an apostrophe where a spreadsheet would run it. */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  const guarded = RISKY.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
