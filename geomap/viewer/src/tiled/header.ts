/** What the page over tiles knows before its first tile (geomap/engine/page.py). */

import type { Block, Cell, PackedBlock } from "../data/protocol.js";
import type { Step } from "../days.js";

export interface Header {
  readonly title: string;
  readonly total: number;
  /** How many of them have no place. */
  readonly unplaced: number;
  /** Null where nothing has a place. */
  readonly tiles: string | null;
  readonly single_zoom: number;
  readonly shape_zooms: Readonly<Record<string, readonly [number, number]>>;
  readonly bounds: readonly [number, number, number, number] | null;
  /** Country, actor, kind, colour. */
  readonly layers: readonly (readonly [string, string, string, string])[];
  /** Layer, bin of time, number: every incident, placed or not. */
  readonly counts: readonly (readonly [number, number, number])[];
  readonly country_codes: Readonly<Record<string, string>>;
  readonly step: Step;
  readonly edges: readonly number[];
  /** The number of the first incident of each file of details. */
  readonly details: readonly (readonly [number, string])[];
  readonly is_linked: boolean;
  readonly block_rows: number;
  readonly precisions: readonly string[];
}

/** What stands in a block of one of the files of details beside the texts (geomap/engine/details.py). */
export interface Told {
  readonly facts: Readonly<{
    id: readonly string[];
    layer: readonly number[];
    first: readonly (number | null)[];
    last: readonly (number | null)[];
    dated: readonly (string | null)[];
    place: readonly (string | null)[];
    precision: readonly (string | null)[];
    radius: readonly (number | null)[];
    area: readonly (readonly [string, number] | null)[];
    lng: readonly (number | null)[];
    lat: readonly (number | null)[];
  }>;
  readonly linked: Readonly<{
    row: readonly number[];
    other: readonly number[];
    answers: readonly boolean[];
    stated: readonly boolean[];
  }>;
}

export type DetailBlock = Block & Told;
export type PackedDetails = PackedBlock & Told;

/** What is known of an incident that is drawn or was read. */
export interface Fact {
  readonly id: string;
  readonly layer: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly dated: string;
  readonly title: Cell;
  readonly place: string | null;
  readonly precision: string;
  readonly radius: number | null;
  readonly area: readonly [string, number] | null;
  readonly lng: number | null;
  readonly lat: number | null;
}
