/** What the page and its worker say to each other, and the shapes of what is said. */

import type { Columns } from "./container.js";
import type { Stacks } from "./stacks.js";

/** A country, actor and kind that occurs, with the colour of its actor. */
export interface Layer {
  readonly country: string;
  readonly actor: string;
  readonly kind: string;
  readonly colour: string;
}

export interface CoreHeader {
  readonly version: number;
  readonly title: string;
  readonly count: number;
  readonly block_rows: number;
  readonly digits: number;
  readonly area_digits: number;
  readonly layers: readonly [string, string, string, string][];
  readonly country_codes: Readonly<Record<string, string>>;
  readonly precisions: readonly string[];
  readonly date_precisions: readonly string[];
  readonly places: readonly string[];
  readonly areas: readonly (string | null)[];
  readonly rejected: readonly Readonly<Record<string, string>>[];
  readonly rejected_count: number;
  readonly extra: readonly string[];
}

/** `[code, name, Arabic name, longitude, latitude, width in degrees]` of one labelled shape. */
export type Label = readonly [string, string, string | null, number, number, number];

/**
 * `[name, Arabic name, longitude, latitude, inhabitants in thousands]` of a city; the number of a
 * capital is negative.
 */
export type City = readonly [string, string | null, number, number, number];

export interface BaseHeader {
  readonly digits: number;
  readonly attribution: string;
  readonly countries: readonly Label[];
  readonly fine: readonly string[];
  readonly governorates: readonly Label[];
  readonly cities: readonly City[];
}

export type Cell = string | number | boolean | null;
export type Table = Readonly<Record<string, readonly Cell[]>>;

/** The texts of a run of rows; `row` in its tables counts from the first of them. */
export interface Block {
  readonly rows: number;
  readonly texts: Table;
  readonly extra: Table;
  readonly claims: Table;
  readonly sources: Table;
  readonly candidates: Table;
  readonly links: Table;
}

export interface Core {
  readonly header: CoreHeader;
  readonly columns: Columns;
  readonly stacks: Stacks;
}

export type Question =
  | { readonly kind: "core"; readonly text: string }
  | { readonly kind: "base"; readonly text: string }
  | { readonly kind: "ids"; readonly text: string }
  | { readonly kind: "block"; readonly block: number; readonly text: string }
  | { readonly kind: "keep"; readonly block: number; readonly text: string }
  | { readonly kind: "cluster"; readonly zoom: number }
  | { readonly kind: "search"; readonly text: string }
  | { readonly kind: "order"; readonly column: string };


export interface Asked {
  readonly number: number;
  readonly question: Question;
}

export type Answered =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly error: string };
