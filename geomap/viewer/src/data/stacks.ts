/**
 * Incidents at one and the same spot are one stack, and stacks that would touch on the screen
 * are one cluster. Neighbours are found with KDBush. A cluster stands where its largest stack
 * stands, so that every symbol is at a real position, and it does not depend on the filters, so
 * that symbols keep still while time plays.
 */

import KDBush from "kdbush";
import { MISSING } from "./container.js";
import { mercatorX, mercatorY } from "../map/mercator.js";
import { radiusFor } from "../map/size.js";

/** How exact a location is, as far as its look goes. */
export const EXACT = 0;
export const NEAR = 1;
export const AREA = 2;

/** Beyond this zoom only incidents at the same spot share a symbol. */
export const LAST_CLUSTER_ZOOM = 16;
/** Pixels between two symbols that do not touch. */
const GAP = 5;
const TILE = 256;
/** Pixels of a first, coarse joining that keeps the tree small. */
const CELL = 9;
const ROUNDS = 3;

export interface Stacks {
  readonly count: number;
  /** Each row's stack, -1 where it was not placed. */
  readonly of: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Int32Array;
  readonly look: Uint8Array;
}

/** EXACT, NEAR or AREA of a code in `geomap.model.PRECISIONS`; not known counts as an area. */
export function lookOf(precision: number): number {
  if (precision >= 0 && precision <= 2) return EXACT;
  return precision === 3 ? NEAR : AREA;
}

export function stack(
  lng: Int32Array,
  lat: Int32Array,
  precision: Int32Array,
  digits: number,
): Stacks {
  const rows = lng.length;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, rows * 2)));
  const table = new Int32Array(size).fill(-1);
  const first = new Int32Array(rows);
  const of = new Int32Array(rows).fill(-1);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (lng[row] === MISSING || lat[row] === MISSING) continue;
    const look = lookOf(precision[row]!);
    let slot = hash(lng[row]!, lat[row]!, look) & (size - 1);
    for (; table[slot] !== -1; slot = (slot + 1) & (size - 1)) {
      const other = first[table[slot]!]!;
      const same = lng[other] === lng[row] && lat[other] === lat[row];
      if (same && lookOf(precision[other]!) === look) break;
    }
    if (table[slot] === -1) {
      table[slot] = count;
      first[count++] = row;
    }
    of[row] = table[slot]!;
  }
  return measured(count, of, first, lng, lat, precision, 10 ** -digits);
}

function measured(
  count: number,
  of: Int32Array,
  first: Int32Array,
  lng: Int32Array,
  lat: Int32Array,
  precision: Int32Array,
  unit: number,
): Stacks {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const look = new Uint8Array(count);
  const weight = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const row = first[index]!;
    x[index] = mercatorX(lng[row]! * unit);
    y[index] = mercatorY(lat[row]! * unit);
    look[index] = lookOf(precision[row]!);
  }
  for (const index of of) if (index >= 0) weight[index]!++;
  return { count, of, x, y, weight, look };
}

function hash(a: number, b: number, c: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + c, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** For each stack the stack that it is drawn with at this zoom: itself, or a larger neighbour. */
export function cluster(stacks: Stacks, zoom: number): Int32Array {
  const leader = Int32Array.from({ length: stacks.count }, (_, index) => index);
  if (zoom > LAST_CLUSTER_ZOOM) return leader;
  const pixel = 1 / (TILE * 2 ** zoom);
  let heads = join(stacks, CELL * pixel, leader);
  // What has gathered is larger than its parts were, and may touch again.
  for (let round = 0; round < ROUNDS; round++) heads = gather(stacks, heads, pixel, leader);
  for (let index = 0; index < stacks.count; index++) {
    let head = leader[index]!;
    while (leader[head] !== head) head = leader[head]!;
    leader[index] = head;
  }
  return leader;
}

/** Stacks that lead others, and how many incidents each leads. */
interface Heads {
  readonly stacks: Int32Array;
  readonly mass: Int32Array;
}

/** Stacks in one small cell follow the heaviest of them. */
function join(stacks: Stacks, cell: number, leader: Int32Array): Heads {
  const heads = new Map<number, number>();
  const columns = Math.ceil(1 / cell) + 1;
  const key = (index: number) =>
    Math.floor(stacks.y[index]! / cell) * columns + Math.floor(stacks.x[index]! / cell);
  for (let index = 0; index < stacks.count; index++) {
    const head = heads.get(key(index));
    if (head === undefined || stacks.weight[index]! > stacks.weight[head]!) {
      heads.set(key(index), index);
    }
  }
  const mass = new Int32Array(stacks.count);
  for (let index = 0; index < stacks.count; index++) {
    leader[index] = heads.get(key(index))!;
    mass[leader[index]!]! += stacks.weight[index]!;
  }
  const leading = Int32Array.from(heads.values());
  return { stacks: leading, mass: leading.map((head) => mass[head]!) };
}

/** Heads that would touch a heavier one follow it, the heaviest first; returns who is left. */
function gather(stacks: Stacks, heads: Heads, pixel: number, leader: Int32Array): Heads {
  const { stacks: leading, mass } = heads;
  if (leading.length === 0) return heads;
  const tree = new KDBush(leading.length);
  for (const head of leading) tree.add(stacks.x[head]!, stacks.y[head]!);
  tree.finish();
  const order = Int32Array.from(leading.keys()).sort((a, b) => mass[b]! - mass[a]! || a - b);
  const taken = new Uint8Array(leading.length);
  const left: number[] = [];
  const sums: number[] = [];
  for (const place of order) {
    if (taken[place]) continue;
    taken[place] = 1;
    const head = leading[place]!;
    const [x, y] = [stacks.x[head]!, stacks.y[head]!];
    const own = radiusFor(mass[place]!) + GAP;
    let sum = mass[place]!;
    for (const near of tree.within(x, y, 2 * own * pixel)) {
      if (taken[near]) continue;
      const other = leading[near]!;
      const apart = Math.hypot(stacks.x[other]! - x, stacks.y[other]! - y) / pixel;
      if (apart > own + radiusFor(mass[near]!)) continue;
      taken[near] = 1;
      leader[other] = head;
      sum += mass[near]!;
    }
    left.push(head);
    sums.push(sum);
  }
  return { stacks: Int32Array.from(left), mass: Int32Array.from(sums) };
}
