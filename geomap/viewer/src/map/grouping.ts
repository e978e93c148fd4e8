/** Passing incidents as the symbols of one view: tallied per leader, with shares by colour. */

import type { Passing } from "../filters.js";
import { AREA, EXACT, NEAR } from "../data/stacks.js";
import type { Store } from "../data/store.js";
import type { Frame } from "./canvas.js";
import { radiusFor } from "./size.js";
import type { Symbol } from "./symbols.js";

const KINDS = ["attack", "retaliation", "other"];

export class Grouping {
  private readonly colours: string[];
  private readonly colourOf: Uint8Array;
  private readonly kindOf: Uint8Array;
  private readonly tally: Int32Array;
  private readonly slots: Int32Array;
  private tallied: { passing: Passing; level: Int32Array } | undefined;

  constructor(private readonly store: Store) {
    this.colours = [...new Set(store.layers.map(({ colour }) => colour))];
    this.colourOf = Uint8Array.from(store.layers, ({ colour }) => this.colours.indexOf(colour));
    this.kindOf = Uint8Array.from(store.layers, ({ kind }) => KINDS.indexOf(kind));
    this.tally = new Int32Array(store.stacks.count);
    this.slots = new Int32Array(store.stacks.count).fill(-1);
  }

  /** The symbols whose centre is on the canvas, small ones last so that they stay on top. */
  symbols(passing: Passing, level: Int32Array, frame: Frame): Symbol[] {
    this.count(passing, level);
    const shown = this.inView(frame);
    const shares = this.shares(passing, level, shown);
    for (const stack of shown) this.slots[stack] = -1;
    return shown
      .map((stack, slot) => this.symbol(stack, shares, slot, frame))
      .sort((a, b) => b.count - a.count);
  }

  /** Passing rows that a symbol stands for. */
  members(passing: Passing, level: Int32Array, stack: number): number[] {
    const { of } = this.store.stacks;
    const rows: number[] = [];
    for (let row = 0; row < of.length; row++) {
      if (passing.rows[row] && of[row]! >= 0 && level[of[row]!] === stack) rows.push(row);
    }
    return rows;
  }

  private count(passing: Passing, level: Int32Array): void {
    if (this.tallied?.passing === passing && this.tallied.level === level) return;
    const { of } = this.store.stacks;
    this.tally.fill(0);
    for (let row = 0; row < of.length; row++) {
      if (passing.rows[row] && of[row]! >= 0) this.tally[level[of[row]!]!]!++;
    }
    this.tallied = { passing, level };
  }

  private inView({ scale, left, top, width, height }: Frame): number[] {
    const { x, y, count } = this.store.stacks;
    const [west, east] = [left / scale, (left + width) / scale];
    const [north, south] = [top / scale, (top + height) / scale];
    const shown: number[] = [];
    for (let stack = 0; stack < count; stack++) {
      if (this.tally[stack] === 0) continue;
      if (x[stack]! < west || x[stack]! > east || y[stack]! < north || y[stack]! > south) continue;
      this.slots[stack] = shown.length;
      shown.push(stack);
    }
    return shown;
  }

  /** Per slot: incidents of each colour, of each kind, near, in an area, and the last row seen. */
  private shares(passing: Passing, level: Int32Array, shown: number[]): Int32Array {
    const { of, look } = this.store.stacks;
    const { layer } = this.store;
    const stride = this.stride;
    const shares = new Int32Array(shown.length * stride);
    for (let row = 0; row < of.length; row++) {
      if (!passing.rows[row] || of[row]! < 0) continue;
      const slot = this.slots[level[of[row]!]!]!;
      if (slot < 0) continue;
      const start = slot * stride;
      const code = layer[row]!;
      shares[start + this.colourOf[code]!]!++;
      shares[start + this.colours.length + this.kindOf[code]!]!++;
      if (look[of[row]!] === NEAR) shares[start + stride - 3]!++;
      if (look[of[row]!] === AREA) shares[start + stride - 2]!++;
      shares[start + stride - 1] = row;
    }
    return shares;
  }

  private get stride(): number {
    return this.colours.length + KINDS.length + 3;
  }

  private symbol(stack: number, shares: Int32Array, slot: number, frame: Frame): Symbol {
    const { x, y } = this.store.stacks;
    const start = slot * this.stride;
    const count = this.tally[stack]!;
    const near = shares[start + this.stride - 3]!;
    const area = shares[start + this.stride - 2]!;
    const kinds = KINDS.filter((_, kind) => shares[start + this.colours.length + kind]! > 0);
    return {
      stack,
      x: x[stack]! * frame.scale - frame.left,
      y: y[stack]! * frame.scale - frame.top,
      radius: radiusFor(count),
      count,
      row: shares[start + this.stride - 1]!,
      look: near + area < count / 2 ? EXACT : near > area ? NEAR : AREA,
      vague: (near + area) / count,
      kind: kinds.length === 1 ? kinds[0]! : "mixed",
      shares: this.colours
        .map((colour, index) => [colour, shares[start + index]!] as const)
        .filter(([, share]) => share > 0)
        .sort((a, b) => b[1] - a[1]),
    };
  }
}
