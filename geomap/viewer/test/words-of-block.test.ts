import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackedBlock } from "../src/data/protocol.js";
import { Words } from "../src/data/words.js";

const block: PackedBlock = {
  rows: 4,
  texts: { title: "Rockets at Conoco\x7f\x7fAir strike\x7fRockets again, rockets", killed: [null, 12, 0, 4] },
  extra: { note: ["a\x7fb", null, true, "الأنبار"] },
  claims: { row: [1, 1], field: ["x", "y"], value: ["drones", null], quote: [null, "It said so"], source: [null, 0] },
  sources: { publisher: ["Example Daily"], url: [null] },
  candidates: { row: [] },
  links: { row: [] },
};
const words = new Words(block, ["i1", "i2", "i3", "i4"]);

function rowsWith(word: string): number[] {
  const rows = new Uint8Array(4);
  words.mark(word, rows);
  return [...rows.keys()].filter((row) => rows[row]);
}

test("a word is found in the rows that say it, in any column", () => {
  assert.deepEqual(rowsWith("rockets"), [0, 3]);
  assert.deepEqual(rowsWith("strike"), [2]);
  assert.deepEqual(rowsWith("i2"), [1]);
  assert.deepEqual(rowsWith("12"), [1]);
  assert.deepEqual(rowsWith("الانبار"), [3]);
  assert.deepEqual(rowsWith("nowhere"), []);
});

test("what is claimed and by whom is found in the claim's row", () => {
  assert.deepEqual(rowsWith("drones"), [1]);
  assert.deepEqual(rowsWith("said"), [1]);
  assert.deepEqual(rowsWith("daily"), [1]);
});

test("a cell that holds the separator does not shift the rows after it", () => {
  assert.deepEqual(rowsWith("b"), [0]);
  assert.deepEqual(rowsWith("true"), [2]);
});
