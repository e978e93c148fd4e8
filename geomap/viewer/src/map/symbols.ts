/** How incidents look: dot, diamond or square by kind, a ring by actor for several at a spot. */

import { AREA, NEAR } from "../data/stacks.js";
import { FONT, type Palette } from "./palette.js";

/** What is drawn at one place: one incident, or several with their shares. */
export interface Symbol {
  /** The leading stack. */
  readonly stack: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly count: number;
  /** The row that is meant where it is only one. */
  readonly row: number;
  /** EXACT, NEAR or AREA where all are alike; of a mixed symbol the look of most. */
  readonly look: number;
  /** The share of incidents that are not where the symbol stands, 0 to 1. */
  readonly vague: number;
  readonly kind: string;
  /** Colours and how many incidents have them, the largest first. */
  readonly shares: readonly (readonly [string, number])[];
}

export function drawSymbol(
  context: CanvasRenderingContext2D,
  symbol: Symbol,
  palette: Palette,
): void {
  if (symbol.vague > 0) vagueRing(context, symbol, palette);
  if (symbol.count === 1) drawOne(context, symbol, palette);
  else drawMany(context, symbol, palette);
}

export function tracePath(
  context: CanvasRenderingContext2D,
  kind: string,
  x: number,
  y: number,
  radius: number,
): void {
  context.beginPath();
  if (kind === "retaliation") {
    const reach = radius * 1.25;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  } else if (kind === "other") {
    const half = radius * 0.85;
    context.rect(x - half, y - half, 2 * half, 2 * half);
  } else {
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

/** A dashed arc around a symbol, as long as the share of what is not where it stands. */
function vagueRing(context: CanvasRenderingContext2D, symbol: Symbol, palette: Palette): void {
  const start = -Math.PI / 2;
  context.save();
  context.setLineDash(symbol.look === NEAR ? [4, 3] : [2, 2.5]);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.3;
  context.beginPath();
  context.arc(symbol.x, symbol.y, symbol.radius + 4, start, start + symbol.vague * 2 * Math.PI);
  context.stroke();
  context.restore();
}

/** A thin line that keeps pale colours apart from the land. */
function edge(context: CanvasRenderingContext2D, palette: Palette): void {
  context.save();
  context.globalAlpha = 0.4;
  context.strokeStyle = palette.ink;
  context.lineWidth = 0.7;
  context.stroke();
  context.restore();
}

function drawOne(context: CanvasRenderingContext2D, symbol: Symbol, palette: Palette): void {
  const { x, y, radius, kind, look } = symbol;
  const colour = symbol.shares[0]![0];
  tracePath(context, kind, x, y, radius + 1.6);
  context.fillStyle = palette.paper;
  context.fill();
  tracePath(context, kind, x, y, radius);
  context.fillStyle = colour;
  context.fill();
  edge(context, palette);
  if (look !== AREA) return;
  tracePath(context, kind, x, y, radius * 0.5);
  context.fillStyle = palette.paper;
  context.fill();
}

function drawMany(context: CanvasRenderingContext2D, symbol: Symbol, palette: Palette): void {
  const { x, y, radius, count, shares } = symbol;
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  let angle = -Math.PI / 2;
  for (const [colour, share] of shares) {
    const next = angle + (share / count) * 2 * Math.PI;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius, angle, next);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
    angle = next;
  }
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  edge(context, palette);
  context.beginPath();
  context.arc(x, y, radius - Math.max(3, radius * 0.26), 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  context.fillStyle = palette.ink;
  context.font = `600 ${count < 1000 ? 10.5 : 10}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(short(count), x, y + 0.5);
}

/** 950, 1.2k, 35k: as short as a ring has room for. */
export function short(count: number): string {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1)}k`;
  return `${Math.round(count / 1000)}k`;
}
