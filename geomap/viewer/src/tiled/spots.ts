/** What the tiles hold, drawn: outlines and links, then symbols as the other page draws them. */

import { EXACT, lookOf } from "../data/stacks.js";
import type { Layer } from "../data/protocol.js";
import type { Filters } from "../filters.js";
import type { Box } from "../map/boxes.js";
import { CanvasLayer, type Frame } from "../map/canvas.js";
import { fromMetres, mercatorX, mercatorY } from "../map/mercator.js";
import type { Palette } from "../map/palette.js";
import { radiusFor } from "../map/size.js";
import { drawSymbol, type Symbol } from "../map/symbols.js";
import type { TiledRecords } from "./records.js";
import type { Held, Spot } from "./source.js";

/** Pixels across the cells in which single incidents share a symbol. */
const CELL = 32;

export interface Shown {
  readonly symbol: Symbol;
  readonly rows: readonly number[];
}

/** Passing incidents of a symbol that is being put together. */
interface Gathering {
  x: number;
  y: number;
  count: number;
  readonly layers: Map<number, number>;
  readonly rows: number[];
}

export class SpotsLayer extends CanvasLayer {
  held: Held = { spots: [], paths: [], single: false };
  selected = -1;
  candidates: readonly (readonly [number, number, string])[] = [];
  /** Writes names beneath the symbols, clear of the taken boxes. */
  beneath: ((context: CanvasRenderingContext2D, frame: Frame, taken: Box[]) => void) | null = null;
  private shown: readonly Shown[] = [];
  private drawn: Frame | undefined;

  constructor(
    private readonly store: TiledRecords,
    readonly palette: Palette,
    private readonly look: {
      readonly filters: Filters;
      passes(layer: number, bin: number): boolean;
    },
  ) {
    super("overlayPane");
  }

  get symbols(): readonly Symbol[] {
    return this.shown.map(({ symbol }) => symbol);
  }

  /** Pixels that the canvas begins before the map's container. */
  get margin(): number {
    return this.drawn?.margin ?? 0;
  }

  /** The topmost symbol at a point of the map's container. */
  at(x: number, y: number, slack = 4): Symbol | null {
    const { margin } = this;
    const under = this.shown.findLast(({ symbol }) => {
      const reach = symbol.radius + slack;
      return Math.hypot(symbol.x - x - margin, symbol.y - y - margin) <= reach;
    });
    return under?.symbol ?? null;
  }

  /** The incidents of a symbol where they are single, else none. */
  members(symbol: Symbol): readonly number[] {
    return this.shown.find((one) => one.symbol === symbol)?.rows ?? [];
  }

  /** How many passing incidents lie in this box of the unit square. */
  countIn(west: number, north: number, east: number, south: number): number {
    let count = 0;
    for (const spot of this.held.spots) {
      if (spot.x < west || spot.x > east || spot.y < north || spot.y > south) continue;
      count += this.passing(spot);
    }
    return count;
  }

  /** Single incidents that pass and lie in the fetched tiles. */
  rows(): number[] {
    return this.held.spots.filter((spot) => spot.row >= 0 && this.passing(spot) > 0).map(({ row }) => row);
  }

  protected paint(context: CanvasRenderingContext2D, frame: Frame): void {
    this.drawn = frame;
    this.shown = this.together(frame);
    this.paintPaths(context, frame);
    this.paintReach(context, frame);
    const taken = this.shown.map(({ symbol: { x, y, radius } }): Box => [
      x - radius,
      y - radius,
      x + radius,
      y + radius,
    ]);
    this.beneath?.(context, frame, taken);
    for (const { symbol } of this.shown) drawSymbol(context, symbol, this.palette);
    for (const [x, y] of this.candidates) ring(context, x * frame.scale - frame.left, y * frame.scale - frame.top, 7, this.palette);
  }

  private passing(spot: Spot): number {
    let count = 0;
    for (const [layer, bin, number] of spot.counts) if (this.look.passes(layer, bin)) count += number;
    return count;
  }

  private together(frame: Frame): Shown[] {
    const cells = new Map<string, Gathering>();
    const { single } = this.held;
    this.held.spots.forEach((spot, index) => {
      if (this.passing(spot) === 0) return;
      const column = Math.floor((spot.x * frame.scale) / CELL);
      const line = Math.floor((spot.y * frame.scale) / CELL);
      gather(cells, single ? `${column}/${line}` : String(index), spot, this.look.passes);
    });
    return [...cells.values()]
      .map((cell) => ({ symbol: this.symbol(cell, frame), rows: cell.rows }))
      .sort((a, b) => b.symbol.count - a.symbol.count);
  }

  private symbol({ x, y, count, layers, rows }: Gathering, frame: Frame): Symbol {
    const of = (layer: number): Layer => this.store.layers[layer]!;
    const colours = new Map<string, number>();
    for (const [layer, number] of layers) {
      const { colour } = of(layer);
      colours.set(colour, (colours.get(colour) ?? 0) + number);
    }
    const kinds = new Set([...layers.keys()].map((layer) => of(layer).kind));
    const alone = count === 1 && rows.length === 1 ? rows[0]! : -1;
    const look = alone < 0 ? EXACT : lookOf(this.store.header.precisions.indexOf(this.store.precisionOf(alone)));
    return {
      stack: -1,
      x: (x / count) * frame.scale - frame.left,
      y: (y / count) * frame.scale - frame.top,
      radius: radiusFor(count),
      count,
      row: alone,
      look,
      vague: look === EXACT ? 0 : 1,
      kind: kinds.size === 1 ? [...kinds][0]! : "mixed",
      shares: [...colours].sort((a, b) => b[1] - a[1]),
    };
  }

  private paintPaths(context: CanvasRenderingContext2D, frame: Frame): void {
    const { palette } = this;
    const { areas, links } = this.look.filters;
    context.save();
    context.strokeStyle = palette.quiet;
    for (const { layer, points } of this.held.paths) {
      if (layer === "areas" ? !areas : !links) continue;
      context.globalAlpha = layer === "areas" ? 0.45 : 0.6;
      context.setLineDash(layer === "areas" ? [4, 3] : []);
      context.beginPath();
      for (let at = 0; at < points.length; at += 2) {
        context.lineTo(points[at]! * frame.scale - frame.left, points[at + 1]! * frame.scale - frame.top);
      }
      context.stroke();
    }
    context.restore();
  }

  /** A ring around the open incident, and the circle inside which it is believed to lie. */
  private paintReach(context: CanvasRenderingContext2D, frame: Frame): void {
    if (this.selected < 0 || this.store.lookOf(this.selected) < 0) return;
    const [lng, lat] = this.store.position(this.selected);
    const y = mercatorY(lat);
    const [px, py] = [mercatorX(lng) * frame.scale - frame.left, y * frame.scale - frame.top];
    const reach = fromMetres(this.store.radiusOf(this.selected) ?? 0, y) * frame.scale;
    for (const radius of [reach, radiusFor(1) + 8]) ring(context, px, py, radius, this.palette);
  }
}

function gather(
  cells: Map<string, Gathering>,
  key: string,
  spot: Spot,
  passes: (layer: number, bin: number) => boolean,
): void {
  const cell = cells.get(key) ?? { x: 0, y: 0, count: 0, layers: new Map<number, number>(), rows: [] };
  for (const [layer, bin, number] of spot.counts) {
    if (!passes(layer, bin)) continue;
    cell.layers.set(layer, (cell.layers.get(layer) ?? 0) + number);
    cell.count += number;
    cell.x += spot.x * number;
    cell.y += spot.y * number;
  }
  if (spot.row >= 0) cell.rows.push(spot.row);
  cells.set(key, cell);
}

function ring(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  palette: Palette,
): void {
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.setLineDash([4, 3]);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  context.stroke();
  context.restore();
}
