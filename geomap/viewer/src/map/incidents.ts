/** The incidents on the map: areas, circles, arrows and symbols, and what lies under a pointer. */

import { MISSING } from "../data/container.js";
import { boxOf } from "../data/shapes.js";
import { AREA, EXACT, LAST_CLUSTER_ZOOM } from "../data/stacks.js";
import type { Link, Store } from "../data/store.js";
import type { Passing } from "../filters.js";
import { CanvasLayer, type Frame } from "./canvas.js";
import { Grouping } from "./grouping.js";
import { fromMetres } from "./mercator.js";
import { overlap, type Box } from "./boxes.js";
import { FONT, type Palette } from "./palette.js";
import { trace } from "./shapes.js";
import { drawSymbol, tracePath, type Symbol } from "./symbols.js";

/** So many outlines, arrows and names at once still read as something. */
const MOST_AREAS = 90;
const FEW_AREAS = 14;
const FEW_LINKS = 60;
const MOST_NAMES = 40;
const NAME_ZOOM = 6;
/** Pixels that the arrow of an open chain bends at least, so that it is seen between neighbours. */
const CLEAR_BEND = 70;

/** How strongly an area is drawn: opacities of its fill, hatching and outline. */
interface Strength {
  readonly fill: number;
  readonly hatch: number;
  readonly line: number;
  readonly width: number;
}

const FAINT: Strength = { fill: 0, hatch: 0, line: 0.45, width: 0.9 };
const PLAIN: Strength = { fill: 0.08, hatch: 0.28, line: 0.9, width: 1.1 };
const STRONG: Strength = { fill: 0.13, hatch: 0.5, line: 0.95, width: 1.8 };

/** Links between the same two symbols, drawn as one arrow. */
interface Arrow {
  readonly link: Link;
  count: number;
  chosen: boolean;
  stated: boolean;
}

/** A place's name beside its symbol. */
interface Name {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface Look {
  palette: Palette;
  passing: Passing;
  links: boolean;
  areas: boolean;
  /** The selected row, -1 for none. */
  selected: number;
  /** Rows of the selected chain. */
  chain: ReadonlySet<number>;
  /** Other places that the selected incident's place could be: longitude, latitude, name. */
  candidates: readonly (readonly [number, number, string])[];
}

export class IncidentsLayer extends CanvasLayer {
  symbols: readonly Symbol[] = [];
  /** Writes names beneath the symbols, clear of the taken boxes and of names that stand already. */
  beneath:
    | ((context: CanvasRenderingContext2D, frame: Frame, taken: Box[], said: Set<string>) => void)
    | null = null;
  private byStack: ReadonlyMap<number, Symbol> = new Map();
  private readonly grouping: Grouping;
  private readonly hatches = new Map<string, CanvasPattern>();
  private drawn: Frame | undefined;
  private dash = 0;

  constructor(
    private readonly store: Store,
    readonly look: Look,
  ) {
    super("overlayPane");
    this.grouping = new Grouping(store);
  }

  /** Moves the dashes of the selected chain's arrows one step on. */
  march(): void {
    this.dash = (this.dash + 1) % 1000;
    this.redraw();
  }

  /** Stops the dashes. */
  still(): void {
    this.dash = 0;
  }

  /** Pixels that the canvas begins before the map's container. */
  get margin(): number {
    return this.drawn?.margin ?? 0;
  }

  /** The topmost symbol at a point of the map's container. */
  at(x: number, y: number, slack = 4): Symbol | null {
    const { margin } = this;
    for (let index = this.symbols.length - 1; index >= 0; index--) {
      const symbol = this.symbols[index]!;
      const reach = symbol.radius + slack;
      const dx = symbol.x - x - margin;
      const dy = symbol.y - y - margin;
      if (dx * dx + dy * dy <= reach * reach) return symbol;
    }
    return null;
  }

  /** Passing rows that a symbol stands for. */
  members(symbol: Symbol): number[] {
    return this.grouping.members(this.look.passing, this.level(), symbol.stack);
  }

  /** Passing rows in view, in row order. */
  rowsInView(): number[] {
    if (!this.drawn) return [];
    const { of, x, y } = this.store.stacks;
    const { scale, left, top, width, height, margin } = this.drawn;
    const [west, east] = [(left + margin) / scale, (left + width - margin) / scale];
    const [north, south] = [(top + margin) / scale, (top + height - margin) / scale];
    const rows: number[] = [];
    for (let row = 0; row < of.length; row++) {
      const stack = of[row]!;
      if (!this.look.passing.rows[row] || stack < 0) continue;
      if (x[stack]! >= west && x[stack]! <= east && y[stack]! >= north && y[stack]! <= south)
        rows.push(row);
    }
    return rows;
  }

  protected paint(context: CanvasRenderingContext2D, frame: Frame): void {
    this.drawn = frame;
    this.symbols = this.grouping.symbols(this.look.passing, this.level(), frame);
    this.byStack = new Map(this.symbols.map((symbol) => [symbol.stack, symbol]));
    const taken = this.symbols.map(boxOfSymbol);
    const names = frame.zoom >= NAME_ZOOM ? this.placeNames(context, frame, taken) : [];
    this.beneath?.(context, frame, taken, new Set(names.map(({ name }) => name)));
    if (this.look.areas) this.paintAreas(context, frame);
    if (this.look.links) this.paintLinks(context, frame);
    for (const symbol of this.symbols) drawSymbol(context, symbol, this.look.palette);
    this.paintSelected(context, frame);
    this.paintCandidates(context, frame);
    this.setNameFont(context);
    for (const { name, x, y } of names) halo(context, name, x, y, this.look.palette);
  }

  /** The leaders at this zoom, or until they are there those of the nearest zoom that are. */
  private level(): Int32Array {
    const zoom = Math.min(Math.round(this._map.getZoom()), LAST_CLUSTER_ZOOM + 1);
    const level = this.store.level(zoom);
    if (level) return level;
    void this.store.loadLevel(zoom).then(() => this.invalidate());
    for (let away = 1; away <= LAST_CLUSTER_ZOOM + 1; away++) {
      const near = this.store.level(zoom - away) ?? this.store.level(zoom + away);
      if (near) return near;
    }
    return new Int32Array(this.store.stacks.count);
  }

  /** Where incidents lie somewhere in; many at once as outlines alone. */
  private paintAreas(context: CanvasRenderingContext2D, frame: Frame): void {
    const extents = this.symbols
      .filter(({ count, look, vague }) => count === 1 || (look !== EXACT && vague === 1))
      .slice(0, MOST_AREAS);
    const strength = extents.filter(({ look }) => look !== EXACT).length > FEW_AREAS ? FAINT : PLAIN;
    const drawn = new Set<string>(this.extentKey(this.look.selected));
    for (const { row, shares } of extents) {
      this.paintExtent(context, frame, row, drawn, shares[0]![0], strength);
    }
  }

  /** What the selected row's extent goes by, so that it is not drawn twice. */
  private extentKey(row: number): string[] {
    if (row < 0 || this.store.lookOf(row) < 0) return [];
    const stack = this.store.stacks.of[row]!;
    const named = this.store.stacks.look[stack] === AREA && this.store.area[row] !== MISSING;
    return [named ? `area ${this.store.area[row]!}` : `circle ${stack}`];
  }

  private paintExtent(
    context: CanvasRenderingContext2D,
    frame: Frame,
    row: number,
    drawn: Set<string>,
    colour: string,
    strength: Strength,
  ): void {
    const { store } = this;
    const strong = strength === STRONG;
    const area = store.area[row]!;
    const stack = store.stacks.of[row]!;
    const look = store.stacks.look[stack]!;
    const key = this.extentKey(row)[0];
    if (key === undefined || drawn.has(key)) return;
    drawn.add(key);
    if (look === AREA && area !== MISSING) {
      const [west, , east] = boxOf(store.outlines, area);
      const width = (east - west) * frame.scale;
      if (width < 26 || (width > 4 * frame.width && !strong)) return;
      context.beginPath();
      if (trace(context, store.outlines, area, frame)) this.hatch(context, colour, true, strength);
      return;
    }
    const radius = store.radiusOf(row);
    if (!radius) return;
    const reach = fromMetres(radius, store.stacks.y[stack]!) * frame.scale;
    if (reach < 12 || (reach > frame.width && !strong)) return;
    context.beginPath();
    const x = store.stacks.x[stack]! * frame.scale - frame.left;
    const y = store.stacks.y[stack]! * frame.scale - frame.top;
    context.arc(x, y, reach, 0, 2 * Math.PI);
    this.hatch(context, colour, look !== EXACT, strength);
  }

  /** Fills the current path: hatched and dashed where vague, a faint disc where exact. */
  private hatch(
    context: CanvasRenderingContext2D,
    colour: string,
    vague: boolean,
    { fill, hatch, line, width }: Strength,
  ): void {
    context.save();
    context.globalAlpha = fill;
    context.fillStyle = colour;
    context.fill("evenodd");
    if (vague && hatch > 0) {
      context.globalAlpha = hatch;
      context.fillStyle = this.pattern(context, colour);
      context.fill("evenodd");
    }
    if (vague) context.setLineDash([5, 4]);
    context.globalAlpha = vague ? line : line / 2.5;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
    context.restore();
  }

  private pattern(context: CanvasRenderingContext2D, colour: string): CanvasPattern {
    const known = this.hatches.get(colour);
    if (known) return known;
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d")!;
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const start of [-8, 0, 8]) {
      pen.moveTo(start, 8);
      pen.lineTo(start + 8, 0);
    }
    pen.stroke();
    const pattern = context.createPattern(tile, "repeat")!;
    this.hatches.set(colour, pattern);
    return pattern;
  }

  private paintLinks(context: CanvasRenderingContext2D, frame: Frame): void {
    const arrows = this.arrows();
    const faint = arrows.length > FEW_LINKS;
    for (const arrow of arrows) this.paintArrow(context, frame, arrow, faint);
  }

  /** Shown links, those between the same two symbols as one; the chosen chain's last, on top. */
  private arrows(): Arrow[] {
    const { passing, chain } = this.look;
    const level = this.level();
    const { of, count } = this.store.stacks;
    const arrows = new Map<number, Arrow>();
    for (const link of this.store.links) {
      if (!passing.rows[link.from] || !passing.rows[link.to]) continue;
      const [from, to] = [level[of[link.from]!], level[of[link.to]!]];
      if (from === undefined || to === undefined || from === to) continue;
      const chosen = chain.has(link.from) && chain.has(link.to);
      const key = from * count + to;
      const known = arrows.get(key);
      if (!known) arrows.set(key, { link, count: 1, chosen, stated: link.stated });
      else {
        known.count++;
        known.chosen ||= chosen;
        known.stated ||= link.stated;
      }
    }
    return [...arrows.values()].sort((a, b) => Number(a.chosen) - Number(b.chosen));
  }

  /** A curved arrow from the attack to what answered it; dashed where the link is inferred. */
  private paintArrow(
    context: CanvasRenderingContext2D,
    frame: Frame,
    { link, count, chosen, stated }: Arrow,
    faint: boolean,
  ): void {
    const start = this.spot(link.to, frame);
    const end = this.spot(link.from, frame);
    if (!start || !end) return;
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    const length = Math.hypot(dx, dy);
    if (length < (chosen ? 12 : 34) || !crosses(start, end, frame, length)) return;
    const bend = Math.max(chosen ? CLEAR_BEND : 14, Math.min(90, length * 0.28));
    const middleX = (start[0] + end[0]) / 2 - (dy / length) * bend;
    const middleY = (start[1] + end[1]) / 2 + (dx / length) * bend;
    const angle = Math.atan2(end[1] - middleY, end[0] - middleX);
    const room = this.roomAround(link.from) + (chosen ? 9 : 6);
    const tipX = end[0] - room * Math.cos(angle);
    const tipY = end[1] - room * Math.sin(angle);
    const { palette } = this.look;
    context.save();
    context.strokeStyle = context.fillStyle = chosen ? palette.ink : palette.quiet;
    context.globalAlpha = chosen ? 1 : faint ? 0.22 : 0.6;
    context.lineWidth = chosen ? 2 : Math.min(4, 1 + 0.7 * Math.log2(count));
    if (chosen && this.dash > 0) {
      context.setLineDash([9, 5]);
      context.lineDashOffset = -this.dash;
    } else if (!stated) context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(start[0], start[1]);
    context.quadraticCurveTo(middleX, middleY, tipX, tipY);
    context.stroke();
    context.setLineDash([]);
    arrowHead(context, tipX, tipY, angle, chosen ? 9 : 6);
    context.restore();
  }

  /** Pixels around a row's symbol that an arrow keeps clear of. */
  private roomAround(row: number): number {
    const leader = this.level()[this.store.stacks.of[row]!]!;
    const symbol = this.byStack.get(leader);
    const ring = row === this.look.selected ? 8 : symbol && symbol.look !== EXACT ? 5 : 1;
    return (symbol?.radius ?? 0) + ring;
  }

  /** Where a row's symbol stands on the canvas. */
  private spot(row: number, frame: Frame): [number, number] | null {
    const stack = this.store.stacks.of[row]!;
    if (stack < 0) return null;
    const leader = this.level()[stack]!;
    const { x, y } = this.store.stacks;
    return [x[leader]! * frame.scale - frame.left, y[leader]! * frame.scale - frame.top];
  }

  private paintSelected(context: CanvasRenderingContext2D, frame: Frame): void {
    const { selected, palette } = this.look;
    const spot = selected < 0 ? null : this.spot(selected, frame);
    if (!spot) return;
    const { colour } = this.store.layerOf(selected);
    this.paintExtent(context, frame, selected, new Set(), colour, STRONG);
    const leader = this.level()[this.store.stacks.of[selected]!]!;
    const symbol = this.byStack.get(leader);
    if (symbol) drawSymbol(context, symbol, palette);
    context.beginPath();
    context.arc(spot[0], spot[1], (symbol?.radius ?? 6) + 8, 0, 2 * Math.PI);
    context.strokeStyle = palette.ink;
    context.lineWidth = 2.2;
    context.stroke();
  }

  private paintCandidates(context: CanvasRenderingContext2D, frame: Frame): void {
    const { palette, candidates } = this.look;
    context.font = `12px ${FONT}`;
    context.textAlign = "center";
    for (const [x, y, name] of candidates) {
      const [px, py] = [x * frame.scale - frame.left, y * frame.scale - frame.top];
      context.save();
      tracePath(context, "attack", px, py, 7);
      context.setLineDash([3, 2]);
      context.lineWidth = 1.8;
      context.strokeStyle = palette.ink;
      context.stroke();
      context.restore();
      halo(context, `? ${name}`, px, py - 15, palette);
    }
  }

  /** Where names beside symbols of one incident stand, so far as there is room. */
  private placeNames(context: CanvasRenderingContext2D, frame: Frame, taken: Box[]): Name[] {
    this.setNameFont(context);
    const names: Name[] = [];
    for (const symbol of this.symbols) {
      if (names.length >= MOST_NAMES) break;
      if (symbol.look === AREA || (symbol.count > 1 && frame.zoom < 9)) continue;
      const name = this.store.placeOf(symbol.row);
      if (!name || name.length > 40) continue;
      const x = symbol.x + symbol.radius + (symbol.vague > 0 ? 11 : 8);
      const box: Box = [x - 1, symbol.y - 8, x + context.measureText(name).width, symbol.y + 8];
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      names.push({ name, x, y: symbol.y });
    }
    return names;
  }

  private setNameFont(context: CanvasRenderingContext2D): void {
    context.font = `600 12px ${FONT}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
  }
}

function boxOfSymbol({ x, y, radius, vague }: Symbol): Box {
  const reach = radius + (vague > 0 ? 5 : 2);
  return [x - reach, y - reach, x + reach, y + reach];
}

function crosses(
  start: readonly [number, number],
  end: readonly [number, number],
  { width, height }: Frame,
  slack: number,
): boolean {
  const reach = Math.min(slack, 200);
  return (
    Math.max(start[0], end[0]) > -reach &&
    Math.min(start[0], end[0]) < width + reach &&
    Math.max(start[1], end[1]) > -reach &&
    Math.min(start[1], end[1]) < height + reach
  );
}

function arrowHead(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  size: number,
): void {
  context.beginPath();
  context.moveTo(x + size * Math.cos(angle), y + size * Math.sin(angle));
  for (const side of [2.5, -2.5]) {
    context.lineTo(x + size * 0.75 * Math.cos(angle + side), y + size * 0.75 * Math.sin(angle + side));
  }
  context.closePath();
  context.fill();
}

function halo(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.save();
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.land || palette.paper;
  context.strokeText(text, x, y);
  context.fillStyle = palette.ink;
  context.fillText(text, x, y);
  context.restore();
}
