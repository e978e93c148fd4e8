/** The offline base map: countries, governorates and their names. */

import type { Container } from "../data/container.js";
import type { BaseHeader, Label } from "../data/protocol.js";
import { shapesOf, type Shapes } from "../data/shapes.js";
import type { Translator } from "../i18n/index.js";
import { CanvasLayer, type Frame } from "./canvas.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { FONT, type Palette } from "./palette.js";
import { trace } from "./shapes.js";

/** Governorates are drawn from this zoom on, and named from the next. */
const GOVERNORATE_ZOOM = 5;

export class BaseLayer extends CanvasLayer {
  private readonly world: Shapes;
  private readonly fine: Shapes;
  private readonly governorates: Shapes;
  private readonly coarse: readonly number[];

  constructor(
    private readonly data: Container<BaseHeader>,
    private readonly look: { palette: Palette; translator: Translator; under: boolean },
  ) {
    super("tilePane");
    const { header, columns } = data;
    this.world = shapesOf(columns, "world", header.digits);
    this.fine = shapesOf(columns, "fine", header.digits);
    this.governorates = shapesOf(columns, "governorates", header.digits);
    const detailed = new Set(header.fine);
    this.coarse = header.countries.flatMap(([code], index) => (detailed.has(code) ? [] : [index]));
  }

  protected paint(context: CanvasRenderingContext2D, frame: Frame): void {
    const { palette, under } = this.look;
    context.lineJoin = "round";
    if (!under) {
      context.fillStyle = palette.land;
      this.countries(context, frame);
      context.fill("evenodd");
    }
    if (frame.zoom >= GOVERNORATE_ZOOM) {
      context.beginPath();
      for (let shape = 0; shape < this.governorates.count; shape++) {
        trace(context, this.governorates, shape, frame);
      }
      context.strokeStyle = palette.inner;
      context.lineWidth = 0.8;
      context.stroke();
    }
    this.countries(context, frame);
    context.strokeStyle = palette.border;
    context.lineWidth = frame.zoom >= 5 ? 1.6 : 1;
    context.stroke();
    this.names(context, frame);
  }

  private countries(context: CanvasRenderingContext2D, frame: Frame): void {
    context.beginPath();
    for (const shape of this.coarse) trace(context, this.world, shape, frame);
    for (let shape = 0; shape < this.fine.count; shape++) trace(context, this.fine, shape, frame);
  }

  private names(context: CanvasRenderingContext2D, frame: Frame): void {
    const { palette, translator } = this.look;
    const { header } = this.data;
    const taken: Box[] = [];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `600 13px ${FONT}`;
    context.fillStyle = palette.label;
    const spaced = translator.direction === "ltr";
    if ("letterSpacing" in context) context.letterSpacing = spaced ? "3px" : "0px";
    for (const label of header.countries) {
      const name = translator.region(label[0], label[1]);
      write(context, frame, label, spaced ? name.toUpperCase() : name, taken);
    }
    if ("letterSpacing" in context) context.letterSpacing = "0px";
    if (frame.zoom <= GOVERNORATE_ZOOM) return;
    context.font = `12px ${FONT}`;
    context.fillStyle = palette.labelFaint;
    for (const label of header.governorates) {
      const name = translator.language === "ar" ? (label[2] ?? label[1]) : label[1];
      write(context, frame, label, name, taken);
    }
  }
}

type Box = readonly [number, number, number, number];

/** Writes a name where its shape is wide enough and no other name stands. */
function write(
  context: CanvasRenderingContext2D,
  frame: Frame,
  [, , , lng, lat, degrees]: Label,
  name: string,
  taken: Box[],
): void {
  const x = mercatorX(lng) * frame.scale - frame.left;
  const y = mercatorY(lat) * frame.scale - frame.top;
  if (x < 0 || y < 0 || x > frame.width || y > frame.height) return;
  const width = context.measureText(name).width;
  if (width > (degrees / 360) * frame.scale * 1.3) return;
  const box: Box = [x - width / 2 - 4, y - 9, x + width / 2 + 4, y + 9];
  if (taken.some((other) => overlap(box, other))) return;
  taken.push(box);
  context.fillText(name, x, y);
}

export function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
