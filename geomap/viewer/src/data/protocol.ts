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

/** A column as it travels: texts as one string, cell by cell, other values as a list. */
export type Packed = string | readonly Cell[];
/** Between the cells of a packed column of texts; an empty one is none. */
export const SEPARATOR = "\x7f";

/** A block as it travels. */
export interface PackedBlock extends Omit<Block, "texts" | "extra"> {
  readonly texts: Readonly<Record<string, Packed>>;
  readonly extra: Readonly<Record<string, Packed>>;
}

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
  | { readonly kind: "index"; readonly block: number; readonly text: string; readonly ids: readonly string[] }
  | { readonly kind: "cluster"; readonly zoom: number }
  | { readonly kind: "search"; readonly text: string; readonly size: number; readonly layers: LayerWords }
  | { readonly kind: "order"; readonly column: string; readonly size: number };

/** What each layer is called, in all its words, and each row's layer. */
export interface LayerWords {
  readonly words: readonly string[];
  readonly of: Int32Array;
}

export interface Asked {
  readonly number: number;
  readonly question: Question;
}

export type Answered =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly error: string };
