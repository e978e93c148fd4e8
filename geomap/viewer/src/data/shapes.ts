import { type Columns } from "./container.js";
import { mercatorX, mercatorY } from "../map/mercator.js";

/** Polygons as runs of rings; vertices in the unit square of the Mercator projection. */
export interface Shapes {
  readonly count: number;
  /** Where each shape's rings start; one more entry at the end. */
  readonly rings: Int32Array;
  /** Where each ring's vertices start; one more entry at the end. */
  readonly vertices: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** West, north, east, south of each ring. */
  readonly boxes: Float64Array;
}

/** Shapes out of the columns that `Container.add_shapes` wrote under `name`. */
export function shapesOf(columns: Columns, name: string, digits: number): Shapes {
  const rings = starts(columns.get(`${name}.rings`)!);
  const vertices = starts(columns.get(`${name}.sizes`)!);
  const unit = 10 ** -digits;
  const x = running(columns.get(`${name}.x`)!, (value) => mercatorX(value * unit));
  const y = running(columns.get(`${name}.y`)!, (value) => mercatorY(value * unit));
  return { count: rings.length - 1, rings, vertices, x, y, boxes: boxesOf(vertices, x, y) };
}

/** West, north, east, south of one shape. */
export function boxOf(shapes: Shapes, shape: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let ring = shapes.rings[shape]!; ring < shapes.rings[shape + 1]!; ring++) {
    box[0] = Math.min(box[0], shapes.boxes[4 * ring]!);
    box[1] = Math.min(box[1], shapes.boxes[4 * ring + 1]!);
    box[2] = Math.max(box[2], shapes.boxes[4 * ring + 2]!);
    box[3] = Math.max(box[3], shapes.boxes[4 * ring + 3]!);
  }
  return box;
}

function starts(sizes: Int32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1);
  for (let index = 0; index < sizes.length; index++) {
    offsets[index + 1] = offsets[index]! + sizes[index]!;
  }
  return offsets;
}

function running(zigzag: Int32Array, project: (value: number) => number): Float64Array {
  const values = new Float64Array(zigzag.length);
  let sum = 0;
  for (let index = 0; index < zigzag.length; index++) {
    const coded = zigzag[index]!;
    sum += (coded >>> 1) ^ -(coded & 1);
    values[index] = project(sum);
  }
  return values;
}

function boxesOf(vertices: Int32Array, x: Float64Array, y: Float64Array): Float64Array {
  const boxes = new Float64Array(4 * (vertices.length - 1));
  for (let ring = 0; ring < vertices.length - 1; ring++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = vertices[ring]!; index < vertices[ring + 1]!; index++) {
      if (x[index]! < west) west = x[index]!;
      if (x[index]! > east) east = x[index]!;
      if (y[index]! < north) north = y[index]!;
      if (y[index]! > south) south = y[index]!;
    }
    boxes.set([west, north, east, south], 4 * ring);
  }
  return boxes;
}
