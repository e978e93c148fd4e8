/** What is shown: the reader's filters, and every row's answer to them. */

import { MISSING } from "./data/container.js";
import type { Tally } from "./board.js";
import type { Store } from "./data/store.js";
import { parseDay } from "./days.js";

/** The code of `unknown` in `geomap.model.PRECISIONS`: nothing is left out. */
export const ANY_PRECISION = 7;

export interface Filters {
  /** Layers switched off in the tree. */
  readonly off: ReadonlySet<number>;
  readonly countries: ReadonlySet<string> | null;
  readonly actors: ReadonlySet<string> | null;
  readonly kinds: ReadonlySet<string> | null;
  /** First and last day of the time window. */
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string;
  /** The worst precision that is let through, as its code. */
  readonly precision: number;
  readonly links: boolean;
  readonly areas: boolean;
}

export const EVERYTHING: Filters = {
  off: new Set(),
  countries: null,
  actors: null,
  kinds: null,
  from: null,
  to: null,
  text: "",
  precision: ANY_PRECISION,
  links: true,
  areas: true,
};

/** Whether anything is left out. */
export function isFiltered(filters: Filters): boolean {
  const { off, countries, actors, kinds, from, to, text, precision } = filters;
  const sets = off.size > 0 || countries !== null || actors !== null || kinds !== null;
  return sets || from !== null || to !== null || text !== "" || precision !== ANY_PRECISION;
}

/** Whether the tree shows a layer as switched on. */
export function isLayerOn(store: Pick<Store, "layers">, filters: Filters, layer: number): boolean {
  const { country, actor } = store.layers[layer]!;
  return (
    !filters.off.has(layer) &&
    (filters.countries?.has(country) ?? true) &&
    (filters.actors?.has(actor) ?? true)
  );
}

export interface Passing extends Tally {
  /** 1 where a row passes every filter. */
  readonly rows: Uint8Array;
  /** 1 where it would if it were not for the time window. */
  readonly timeless: Uint8Array;
  readonly placed: number;
}

/** Every row's answer; `found` is the search's, null where nothing is searched for. */
export function pass(store: Store, filters: Filters, found: Uint8Array | null): Passing {
  const { first, last, layer, precision, count, stacks } = store;
  const on = Uint8Array.from(store.layers, (_, index) => +isLayerOn(store, filters, index));
  const kindOn = Uint8Array.from(
    store.layers,
    ({ kind }) => +(filters.kinds?.has(kind) ?? true),
  );
  const windowed = filters.from !== null || filters.to !== null;
  const from = filters.from ?? -Infinity;
  const to = filters.to ?? Infinity;
  const rows = new Uint8Array(count);
  const timeless = new Uint8Array(count);
  const perLayer = new Int32Array(store.layers.length);
  let [passed, placed, undated] = [0, 0, 0];
  for (let row = 0; row < count; row++) {
    const code = layer[row]!;
    if (!kindOn[code] || (found && !found[row])) continue;
    if (filters.precision < ANY_PRECISION) {
      const known = precision[row]! !== MISSING && stacks.of[row]! >= 0;
      if (!known || precision[row]! > filters.precision) continue;
    }
    const dated = first[row] !== MISSING;
    const inTime = !windowed || (dated && first[row]! <= to && last[row]! >= from);
    if (inTime) perLayer[code]!++;
    if (!on[code]) continue;
    timeless[row] = 1;
    if (!inTime) {
      if (!dated) undated++;
      continue;
    }
    rows[row] = 1;
    passed++;
    if (stacks.of[row]! >= 0) placed++;
  }
  return { rows, timeless, count: passed, placed, undated, perLayer };
}

/** What a filter takes from a program; a key left out stays as it is, null clears it. */
export interface Wish {
  readonly countries?: readonly string[] | null;
  readonly actors?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly text?: string | null;
}

/** What a program wishes, as a change of the filters. */
export function changeOf(wish: Wish): Partial<Filters> {
  const filters: { -readonly [Name in keyof Filters]?: Filters[Name] } = {};
  for (const name of ["countries", "actors", "kinds"] as const) {
    const list = wish[name];
    if (list !== undefined) filters[name] = list === null ? null : new Set(list);
  }
  if (wish.countries === null || wish.actors === null) filters.off = EVERYTHING.off;
  if (wish.from !== undefined) filters.from = wish.from === null ? null : parseDay(wish.from);
  if (wish.to !== undefined) filters.to = wish.to === null ? null : parseDay(wish.to);
  if (wish.text !== undefined) filters.text = wish.text ?? "";
  return filters;
}

export function listOf(names: ReadonlySet<string> | null): string[] | null {
  return names && [...names];
}
