/**
 * What the tree, the time bar, the legend and the panel ask of a map. One page holds its incidents
 * whole (app.ts, data/store.ts), the other fetches them by the tile (tiled/).
 */

import type { Chain } from "./chains.js";
import type { CoreHeader, Layer } from "./data/protocol.js";
import type { Details } from "./data/store.js";
import type { Step } from "./days.js";
import type { Filters } from "./filters.js";
import type { Translator } from "./i18n/index.js";

export type Topic = "filter" | "select" | "view";

/** Several incidents of one symbol, opened as a list. */
export interface Gathered {
  readonly rows: readonly number[];
  readonly place: string | null;
  /** At one and the same spot, not only near each other. */
  readonly stacked: boolean;
  /** How many more lie there that are only counted. */
  readonly more: number;
}

/** How many pass the filters. */
export interface Tally {
  readonly count: number;
  /** Those without a date, which a window of time leaves out. */
  readonly undated: number;
  /** Per layer, how many pass every filter but the tree's own. */
  readonly perLayer: Int32Array;
}

/** First and last day, and how exactly they are known. */
export interface When {
  readonly first: number;
  readonly last: number;
  readonly precision: string;
}

/** The incidents by row; what is not a promise is known of every row that the page shows. */
export interface Records {
  readonly count: number;
  readonly layers: readonly Layer[];
  readonly header: Pick<CoreHeader, "title" | "country_codes">;
  /** Whether any incident answers another. */
  readonly isLinked: boolean;
  idOf(row: number): string;
  layerOf(row: number): Layer;
  /** Null where no date is known. */
  whenOf(row: number): When | null;
  placeOf(row: number): string | null;
  precisionOf(row: number): string;
  /** Metres. */
  radiusOf(row: number): number | null;
  /** EXACT, NEAR or AREA; -1 where it was not placed. */
  lookOf(row: number): number;
  /** The named area that it lies in, and metres across it. */
  areaOf(row: number): { readonly name: string; readonly across: number } | null;
  /** Longitude and latitude in degrees; only of a placed row. */
  position(row: number): [number, number];
  details(row: number): Promise<Details>;
  text(row: number, column: string): Promise<string | null>;
}

export interface Board {
  readonly root: HTMLElement;
  readonly translator: Translator;
  readonly store: Records;
  readonly filters: Filters;
  readonly passing: Tally;
  readonly selected: number;
  readonly chain: Chain | null;
  readonly gathered: Gathered | null;
  on(topic: Topic, listener: () => void): void;
  filter(change: Partial<Filters>): Promise<void>;
  /** First days of the bars of time, and one more; null where no date is known. */
  readonly edges: readonly number[] | null;
  /** Steps that time can be moved by. */
  readonly steps: readonly Step[];
  /** How many would pass without the window of time, between each two edges (days). */
  histogram(edges: readonly number[]): Float64Array;
  /** First and last day of what passes. */
  daysShown(): [number, number] | null;
  select(row: number): void;
  closePanel(): void;
  reveal(rows: readonly number[], closer?: boolean): void;
  showCandidates(places: readonly (readonly [number, number, string])[]): void;
}
