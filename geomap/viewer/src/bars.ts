/** Runs of days as the bars of a histogram. */

import { civil, moveBy, startOf } from "./days.js";

const MOST_BARS = 110;

/** First days of at most MOST_BARS equal runs of days, months or years; one more at the end. */
export function barEdges([least, most]: readonly [number, number]): number[] {
  const days = most - least + 1;
  if (days <= 2 * MOST_BARS) return run(least, most, (day) => day + Math.ceil(days / MOST_BARS));
  if (days <= 7 * MOST_BARS) return run(startOf(least, "week"), most, (day) => day + 7);
  const months = Math.ceil(days / 30.44 / MOST_BARS);
  const steps = months > 6 ? 12 * Math.ceil(months / 12) : months > 3 ? 6 : months > 1 ? 3 : 1;
  const start = startOf(least, "month");
  const aligned = moveBy(start, "month", -((civil(start).month - 1) % Math.min(12, steps)));
  return run(aligned, most, (day) => moveBy(day, "month", steps));
}

function run(first: number, most: number, next: (day: number) => number): number[] {
  const edges = [first];
  while (edges.at(-1)! <= most) edges.push(next(edges.at(-1)!));
  return edges;
}

/** Adds one incident to the bars, in the share of its days that each of them holds. */
export function spread(heights: Float64Array, edges: readonly number[], first: number, last: number): void {
  let low = 0;
  let high = heights.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= first) low = middle;
    else high = middle;
  }
  const days = last - first + 1;
  for (let bar = low; bar < heights.length && edges[bar]! <= last; bar++) {
    const inside = Math.min(last + 1, edges[bar + 1]!) - Math.max(first, edges[bar]!);
    heights[bar]! += inside / days;
  }
}
