/** Paths of polygons on a canvas: rings out of view and vertices within a pixel are left out. */

import type { Shapes } from "../data/shapes.js";
import type { Frame } from "./canvas.js";

/** Adds one shape to the current path; false where none of it is in view. */
export function trace(
  context: CanvasRenderingContext2D,
  shapes: Shapes,
  shape: number,
  frame: Frame,
): boolean {
  const { boxes, vertices } = shapes;
  let drawn = false;
  for (let ring = shapes.rings[shape]!; ring < shapes.rings[shape + 1]!; ring++) {
    const west = boxes[4 * ring]! * frame.scale - frame.left;
    const north = boxes[4 * ring + 1]! * frame.scale - frame.top;
    const east = boxes[4 * ring + 2]! * frame.scale - frame.left;
    const south = boxes[4 * ring + 3]! * frame.scale - frame.top;
    if (east < 0 || west > frame.width || south < 0 || north > frame.height) continue;
    if (east - west < 1 && south - north < 1) continue;
    traceRing(context, shapes, vertices[ring]!, vertices[ring + 1]!, frame);
    drawn = true;
  }
  return drawn;
}

function traceRing(
  context: CanvasRenderingContext2D,
  { x, y }: Shapes,
  start: number,
  stop: number,
  { scale, left, top }: Frame,
): void {
  let lastX = x[start]! * scale - left;
  let lastY = y[start]! * scale - top;
  context.moveTo(lastX, lastY);
  for (let index = start + 1; index < stop; index++) {
    const px = x[index]! * scale - left;
    const py = y[index]! * scale - top;
    if (Math.abs(px - lastX) + Math.abs(py - lastY) < 1 && index < stop - 1) continue;
    context.lineTo(px, py);
    lastX = px;
    lastY = py;
  }
  context.closePath();
}
