const DOT = 6.5;
const LARGEST = 22;

/** Pixels from the centre of a symbol that stands for so many incidents to its edge. */
export function radiusFor(count: number): number {
  return count === 1 ? DOT : Math.min(LARGEST, 9 + 3.4 * Math.log10(count));
}
