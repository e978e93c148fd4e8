import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../src/data/fold.js";
import { inflate, fromBase64, MISSING, unpack } from "../src/data/container.js";
import { EVERYTHING } from "../src/filters.js";
import { csvCell } from "../src/cells.js";
import { read, write } from "../src/hash.js";
import { barEdges, spread } from "../src/bars.js";
import { parseDay } from "../src/days.js";

test("the address carries the whole state", () => {
  const shared = {
    view: { zoom: 7, lat: 34.5, lng: 41.25 },
    filters: {
      ...EVERYTHING,
      off: new Set([3, 12]),
      countries: new Set(["Iraq", "Côte d'Ivoire"]),
      kinds: new Set<string>(),
      from: parseDay("2024-01-01"),
      text: "دير & #=%",
      precision: 2,
      links: false,
    },
    selected: "a b/c&d",
    language: "ar",
    theme: "dark",
    embed: true,
  };
  assert.deepEqual(read(`#${write(shared)}`), shared);
});

test("an address from elsewhere is no error", () => {
  for (const hash of ["", "#", "#map=x/y/z", "#countries=[1", "#p=99&from=2024-99-99", "#map=5"]) {
    const { view, filters } = read(hash);
    assert.equal(view, null);
    assert.deepEqual(filters, EVERYTHING);
  }
});

test("search folds case, marks and Arabic spellings", () => {
  assert.equal(fold("TÜRKİYE"), fold("turkiye"));
  assert.equal(fold("الأنبار"), fold("الانبار"));
  assert.equal(fold("ḤASAKA"), "hasaka");
});

test("cells that a spreadsheet would run are guarded", () => {
  const cases: [string | number | null, string][] = [
    ["=1+1", "'=1+1"],
    ["  @now", "'  @now"],
    ["+1 (555)", "'+1 (555)"],
    ["\tx", "'\tx"],
    ["'=1", "''=1"],
    ["-12.5", "-12.5"],
    [-12.5, "-12.5"],
    ['a "b", c', '"a ""b"", c"'],
    ["two\nlines", '"two\nlines"'],
    ["plain", "plain"],
    [null, ""],
  ];
  for (const [cell, written] of cases) assert.equal(csvCell(cell), written);
});

test("bars share out an incident over the days that it may have been on", () => {
  const edges = [0, 10, 20, 30];
  const heights = new Float64Array(3);
  spread(heights, edges, 5, 14);
  spread(heights, edges, 20, 20);
  assert.deepEqual([...heights], [0.5, 0.5, 1]);
});

test("bars cover all days and are not too many", () => {
  for (const most of [0, 1, 40, 300, 4000, 30_000]) {
    const edges = barEdges([0, most]);
    assert.ok(edges[0]! <= 0 && edges.at(-1)! > most);
    assert.ok(edges.length <= 230, `${edges.length} for ${most}`);
  }
});

test("a container of the writer is read", async () => {
  // geomap.write.columns: Container(version=1), add("x", [MISSING, -3, 500]), as base64.
  const packed =
    "H4sIAAAAAAAAA3NjYGCoVipLLSrOzM9TsjLUUUrOzynNzStWsoquVspLzE1VslKq" +
    "UNJRyknNSy/JULIyBjETi0uUrHSBzPLMFJCgUW1sLQPjDwYGRgDreY/2UAAAAA==";
  const { header, columns } = unpack<{ version: number }>(await inflate(fromBase64(packed)));
  assert.equal(header.version, 1);
  assert.deepEqual([...columns.get("x")!], [MISSING, -3, 500]);
});
