/** Boxes on the canvas, so that names keep clear of each other. */

/** Left, top, right, bottom in pixels. */
export type Box = readonly [number, number, number, number];

export function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
