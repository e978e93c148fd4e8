/** The offline base map: countries and governorates; their names are in names.ts. */

import type { Container } from "../data/container.js";
import type { BaseHeader } from "../data/protocol.js";
import { shapesOf, type Shapes } from "../data/shapes.js";
import { CanvasLayer, type Frame } from "./canvas.js";
import type { Palette } from "./palette.js";
import { trace } from "./shapes.js";

/** Governorates are drawn from this zoom on, and named from the next. */
export const GOVERNORATE_ZOOM = 5;

export class BaseLayer extends CanvasLayer {
  private readonly world: Shapes;
  private readonly fine: Shapes;
  private readonly governorates: Shapes;
  private readonly coarse: readonly number[];

  constructor(
    { header, columns }: Container<BaseHeader>,
    private readonly look: { readonly palette: Palette; readonly under: boolean },
  ) {
    super("tilePane");
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
      // One after the other: where coarse and fine outlines overlap, even-odd would cut a hole.
      this.traceCoarse(context, frame);
      context.fill("evenodd");
      context.beginPath();
      traceAll(context, this.fine, frame);
      context.fill("evenodd");
    }
    if (frame.zoom >= GOVERNORATE_ZOOM) {
      context.beginPath();
      traceAll(context, this.governorates, frame);
      context.strokeStyle = palette.inner;
      context.lineWidth = 0.8;
      context.stroke();
    }
    this.traceCoarse(context, frame);
    traceAll(context, this.fine, frame);
    context.strokeStyle = palette.border;
    context.lineWidth = frame.zoom >= 5 ? 1.6 : 1;
    context.stroke();
  }

  private traceCoarse(context: CanvasRenderingContext2D, frame: Frame): void {
    context.beginPath();
    for (const shape of this.coarse) trace(context, this.world, shape, frame);
  }
}

function traceAll(context: CanvasRenderingContext2D, shapes: Shapes, frame: Frame): void {
  for (let shape = 0; shape < shapes.count; shape++) trace(context, shapes, shape, frame);
}
