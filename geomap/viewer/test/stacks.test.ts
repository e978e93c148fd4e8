import assert from "node:assert/strict";
import { test } from "node:test";
import { MISSING } from "../src/data/container.js";
import { cluster, LAST_CLUSTER_ZOOM, stack } from "../src/data/stacks.js";
import { radiusFor } from "../src/map/size.js";

const DIGITS = 6;

/** Pseudo-random, the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
}

function scattered(count: number) {
  const random = numbers(7);
  const make = (least: number, most: number) =>
    Int32Array.from({ length: count }, () => Math.round((least + random() * (most - least)) * 100) * 1e4);
  return stack(make(38, 48), make(30, 37), new Int32Array(count).fill(2), DIGITS);
}

test("incidents at one spot are one stack, others are not", () => {
  const lng = Int32Array.of(44e6, 44e6, 44e6 + 1, MISSING, 44e6);
  const lat = Int32Array.of(33e6, 33e6, 33e6, 33e6, 33e6);
  const precision = Int32Array.of(2, 0, 2, 2, 5);
  const stacks = stack(lng, lat, precision, DIGITS);
  assert.equal(stacks.count, 3);
  assert.equal(stacks.of[0], stacks.of[1]);
  assert.notEqual(stacks.of[0], stacks.of[2]);
  assert.notEqual(stacks.of[0], stacks.of[4], "what is vague is not at the spot");
  assert.equal(stacks.of[3], -1);
  assert.deepEqual([...stacks.weight], [2, 1, 1]);
});

test("no incident is lost in clusters, and each leader leads itself", () => {
  const stacks = scattered(3000);
  for (const zoom of [0, 3, 6, 9, LAST_CLUSTER_ZOOM]) {
    const leader = cluster(stacks, zoom);
    let sum = 0;
    leader.forEach((head, index) => {
      assert.equal(leader[head], head);
      sum += stacks.weight[index]!;
    });
    assert.equal(sum, 3000);
  }
});

test("symbols of one zoom hardly touch", () => {
  const stacks = scattered(3000);
  const zoom = 6;
  const leader = cluster(stacks, zoom);
  const mass = new Map<number, number>();
  leader.forEach((head, index) => mass.set(head, (mass.get(head) ?? 0) + stacks.weight[index]!));
  const heads = [...mass.keys()];
  const pixels = 256 * 2 ** zoom;
  let touching = 0;
  for (const a of heads) {
    for (const b of heads) {
      if (a >= b) continue;
      const apart =
        Math.hypot(stacks.x[a]! - stacks.x[b]!, stacks.y[a]! - stacks.y[b]!) * pixels;
      if (apart < radiusFor(mass.get(a)!) + radiusFor(mass.get(b)!)) touching++;
    }
  }
  assert.ok(heads.length > 20);
  assert.ok(touching <= heads.length * 0.05, `${touching} of ${heads.length} touch`);
});

test("beyond the last cluster zoom every stack stands alone", () => {
  const stacks = scattered(200);
  const leader = cluster(stacks, LAST_CLUSTER_ZOOM + 1);
  assert.deepEqual([...leader], [...leader.keys()]);
});
