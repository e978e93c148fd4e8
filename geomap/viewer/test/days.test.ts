import assert from "node:assert/strict";
import { test } from "node:test";
import { civil, dayOf, extent, isoDay, moveBy, parseDay, startOf } from "../src/days.js";
import { MISSING } from "../src/data/container.js";

test("every day of six centuries comes back as it went in", () => {
  let before = "";
  for (let day = parseDay("1700-01-01")!; day <= parseDay("2300-12-31")!; day += 13) {
    const text = isoDay(day);
    assert.equal(parseDay(text), day);
    assert.equal(dayOf(civil(day)), day);
    assert.ok(text > before);
    before = text;
  }
});

test("known days have their numbers", () => {
  assert.equal(parseDay("1970-01-01"), 0);
  assert.equal(parseDay("2000-03-01"), 11_017);
  assert.equal(parseDay("1969-12-31"), -1);
});

test("what is no day is none", () => {
  for (const text of ["2024-13-01", "2023-02-30", "yesterday", "", "2024-1-1", "0x7e8-01-01"]) {
    assert.equal(parseDay(text), null, text);
  }
});

test("weeks begin on Monday, months on their first", () => {
  assert.equal(isoDay(startOf(parseDay("2024-07-28")!, "week")), "2024-07-22");
  assert.equal(isoDay(startOf(parseDay("2024-07-22")!, "week")), "2024-07-22");
  assert.equal(isoDay(startOf(parseDay("1969-12-31")!, "week")), "1969-12-29");
  assert.equal(isoDay(startOf(parseDay("2024-02-29")!, "month")), "2024-02-01");
});

test("a month on from its last day is the last day of a shorter month", () => {
  const move = (text: string, steps: number) => isoDay(moveBy(parseDay(text)!, "month", steps));
  assert.equal(move("2024-01-31", 1), "2024-02-29");
  assert.equal(move("2024-01-31", -2), "2023-11-30");
  assert.equal(move("2023-12-15", 1), "2024-01-15");
  assert.equal(move("2024-01-15", -13), "2022-12-15");
});

test("the extent leaves out what has no date", () => {
  const first = Int32Array.of(MISSING, 5, 2);
  const last = Int32Array.of(MISSING, 9, 2);
  assert.deepEqual(extent(first, last), [2, 9]);
  assert.equal(extent(Int32Array.of(MISSING), Int32Array.of(MISSING)), null);
});
