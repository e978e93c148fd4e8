/** How many incidents pass the filters, out of the counts that came with the page. */

import type { Tally } from "../board.js";
import type { Layer } from "../data/protocol.js";
import { isLayerOn, type Filters } from "../filters.js";
import type { Header } from "./header.js";
import { binOf } from "./source.js";

export interface Answers extends Tally {
  /** Whether the incidents of a layer and a bin of time pass. */
  passes(layer: number, bin: number): boolean;
  /** Passing all but the window of time, by bin. */
  readonly bars: Float64Array;
  /** Passing everything, by bin. */
  readonly shown: Float64Array;
}

/** A window of time widened to whole bins: what lies in one is told apart no further. */
export function snapped(header: Header, filters: Filters): Filters {
  const { edges } = header;
  const [least, most] = [edges[0]!, edges.at(-1)! - 1];
  const { from, to } = filters;
  return {
    ...filters,
    from: from === null || from <= least ? null : edges[binOf(edges, from)]!,
    to: to === null || to >= most ? null : edges[binOf(edges, Math.max(to, least)) + 1]! - 1,
  };
}

/** Every answer to filters whose window is {@link snapped}. */
export function tally(header: Header, layers: readonly Layer[], filters: Filters): Answers {
  const on = layers.map((_, layer) => isLayerOn({ layers }, filters, layer));
  const kindOn = layers.map(({ kind }) => filters.kinds?.has(kind) ?? true);
  const { edges } = header;
  const windowed = filters.from !== null || filters.to !== null;
  const first = filters.from === null ? 0 : binOf(edges, filters.from);
  const last = filters.to === null ? edges.length : binOf(edges, filters.to);
  const beyond = filters.from !== null && filters.from >= edges.at(-1)!;
  const inTime = (bin: number) => !windowed || (!beyond && bin >= first && bin <= last && bin >= 0);
  const perLayer = new Int32Array(layers.length);
  const bars = new Float64Array(edges.length - 1);
  const shown = new Float64Array(edges.length - 1);
  let [count, undated] = [0, 0];
  for (const [layer, bin, number] of header.counts) {
    if (!kindOn[layer]) continue;
    if (inTime(bin)) perLayer[layer]! += number;
    if (!on[layer]) continue;
    if (bin >= 0) bars[bin]! += number;
    if (inTime(bin)) {
      count += number;
      if (bin >= 0) shown[bin]! += number;
    } else if (bin < 0) undated += number;
  }
  const passes = (layer: number, bin: number) => on[layer]! && kindOn[layer]! && inTime(bin);
  return { count, undated, perLayer, passes, bars, shown };
}
