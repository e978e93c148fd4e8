/** The spherical Mercator square of web maps: x east, y south, both 0 to 1. */

const LIMIT = 85.0511287798;

export function mercatorX(lng: number): number {
  return lng / 360 + 0.5;
}

export function mercatorY(lat: number): number {
  const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function longitude(x: number): number {
  return (x - 0.5) * 360;
}

export function latitude(y: number): number {
  return (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
}

/** Metres on the ground as a length in the square, at this y. */
export function fromMetres(metres: number, y: number): number {
  const equator = 2 * Math.PI * 6_371_008.8;
  return metres / (equator * Math.cos((latitude(y) * Math.PI) / 180));
}
