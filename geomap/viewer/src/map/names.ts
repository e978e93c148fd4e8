/** The base map's names: countries, governorates, cities, clear of symbols and of each other. */

import type { BaseHeader, City, Label } from "../data/protocol.js";
import type { Translator } from "../i18n/index.js";
import { GOVERNORATE_ZOOM } from "./base.js";
import { overlap, type Box } from "./boxes.js";
import type { Frame } from "./canvas.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { FONT, type Palette } from "./palette.js";

/** From this zoom on a city's name goes before that of the governorate around it. */
const CITIES_FIRST = 7;
/** Thousands of inhabitants of the smallest city that is named at a zoom; a capital counts as large. */
const SMALLEST: readonly (readonly [number, number])[] = [
  [4, 5000],
  [5, 1500],
  [6, 500],
  [7, 150],
  [8, 50],
];
const CAPITAL = 5000;
/** Pixels up or down that the name of an area gives way to what stands in its middle. */
const ROOM = [0, -24, 24, -46, 46];
/** Where a city's name stands: beside its dot, or above or below a symbol that covers it. */
const BESIDE: readonly (readonly [CanvasTextAlign, number, number])[] = [
  ["left", 6, 0],
  ["right", -6, 0],
  ["center", 0, 12],
  ["center", 0, -12],
  ["center", 0, 30],
  ["center", 0, -30],
];

export class BaseNames {
  private readonly widths = new Map<string, number>();
  /** Names that stand already: a town and its governorate often share one. */
  private said = new Set<string>();

  constructor(
    private readonly header: BaseHeader,
    private readonly look: { readonly palette: Palette; readonly translator: Translator },
  ) {}

  /** Writes what there is room for between the boxes that are taken, and adds its own to them. */
  paint(context: CanvasRenderingContext2D, frame: Frame, taken: Box[], said: Set<string>): void {
    this.said = said;
    context.save();
    context.textBaseline = "middle";
    this.countries(context, frame, taken);
    if (frame.zoom >= CITIES_FIRST) this.cities(context, frame, taken);
    if (frame.zoom > GOVERNORATE_ZOOM) this.governorates(context, frame, taken);
    if (frame.zoom < CITIES_FIRST) this.cities(context, frame, taken);
    context.restore();
  }

  private countries(context: CanvasRenderingContext2D, frame: Frame, taken: Box[]): void {
    const { palette, translator } = this.look;
    const spaced = translator.direction === "ltr";
    context.font = `600 13px ${FONT}`;
    context.fillStyle = palette.label;
    if ("letterSpacing" in context) context.letterSpacing = spaced ? "3px" : "0px";
    for (const label of this.header.countries) {
      const name = translator.region(label[0], label[1]);
      this.area(context, frame, label, spaced ? name.toUpperCase() : name, taken);
    }
    if ("letterSpacing" in context) context.letterSpacing = "0px";
  }

  private governorates(context: CanvasRenderingContext2D, frame: Frame, taken: Box[]): void {
    context.font = `12px ${FONT}`;
    context.fillStyle = this.look.palette.labelFaint;
    for (const label of this.header.governorates) {
      this.area(context, frame, label, this.local(label[1], label[2]), taken);
    }
  }

  /** Writes a name where its area is wide enough and nothing else stands. */
  private area(
    context: CanvasRenderingContext2D,
    frame: Frame,
    [, , , lng, lat, degrees]: Label,
    name: string,
    taken: Box[],
  ): void {
    const spot = spotOf(lng, lat, frame);
    if (!spot || this.said.has(name)) return;
    const width = this.width(context, name);
    if (width > (degrees / 360) * frame.scale * 1.3) return;
    for (const down of ROOM) {
      const [x, y] = [spot[0], spot[1] + down];
      const box: Box = [x - width / 2 - 4, y - 9, x + width / 2 + 4, y + 9];
      if (taken.some((other) => overlap(box, other))) continue;
      context.textAlign = "center";
      this.write(context, name, x, y, box, taken);
      return;
    }
  }

  private cities(context: CanvasRenderingContext2D, frame: Frame, taken: Box[]): void {
    const least = SMALLEST.find(([zoom]) => frame.zoom <= zoom)?.[1] ?? 0;
    if (frame.zoom < SMALLEST[0]![0]) return;
    context.font = `11.5px ${FONT}`;
    context.fillStyle = this.look.palette.label;
    for (const city of this.header.cities) {
      const size = city[4] < 0 ? CAPITAL : city[4];
      if (size >= least) this.city(context, frame, city, taken);
    }
  }

  private city(
    context: CanvasRenderingContext2D,
    frame: Frame,
    [latin, arabic, lng, lat]: City,
    taken: Box[],
  ): void {
    const spot = spotOf(lng, lat, frame);
    const name = this.local(latin, arabic);
    if (!spot || this.said.has(name)) return;
    const [x, y] = spot;
    const dot: Box = [x - 3, y - 3, x + 3, y + 3];
    const covered = taken.some((other) => overlap(dot, other));
    const width = this.width(context, name);
    for (const [align, right, down] of BESIDE) {
      if (covered && down === 0) continue;
      const left = x + right - (align === "left" ? 0 : align === "right" ? width : width / 2);
      const box: Box = [left - 3, y + down - 7, left + width + 3, y + down + 7];
      if (taken.some((other) => overlap(box, other))) continue;
      if (!covered) {
        context.beginPath();
        context.arc(x, y, 2, 0, 2 * Math.PI);
        context.fill();
        taken.push(dot);
      }
      context.textAlign = align;
      this.write(context, name, x + right, y + down, box, taken);
      return;
    }
  }

  private write(
    context: CanvasRenderingContext2D,
    name: string,
    x: number,
    y: number,
    box: Box,
    taken: Box[],
  ): void {
    context.fillText(name, x, y);
    taken.push(box);
    this.said.add(name);
  }

  private local(name: string, arabic: string | null): string {
    return this.look.translator.language === "ar" ? (arabic ?? name) : name;
  }

  private width(context: CanvasRenderingContext2D, name: string): number {
    const key = `${context.font}${name}`;
    const known = this.widths.get(key) ?? context.measureText(name).width;
    this.widths.set(key, known);
    return known;
  }
}

function spotOf(lng: number, lat: number, frame: Frame): [number, number] | null {
  const x = mercatorX(lng) * frame.scale - frame.left;
  const y = mercatorY(lat) * frame.scale - frame.top;
  return x < 0 || y < 0 || x > frame.width || y > frame.height ? null : [x, y];
}
