/** What incidents are called in the interface's language. */

import type { Board } from "../board.js";

export function countryName(app: Board, country: string): string {
  const { translator, store } = app;
  if (country === "Unknown") return translator.say("country.unknown");
  return translator.region(store.header.country_codes[country] ?? "", country);
}

export function actorName(app: Board, actor: string): string {
  if (actor === "Not stated") return app.translator.say("actor.notStated");
  if (actor === "Unclaimed") return app.translator.say("actor.unclaimed");
  return actor;
}

export function kindName(app: Board, kind: string): string {
  return app.translator.maybe(`kind.${kind}`, kind);
}

/** When a row was, in words. */
export function whenOf(app: Board, row: number): string {
  const when = app.store.whenOf(row);
  if (when === null) return app.translator.say("date.none");
  return app.translator.when(when.first, when.last, when.precision);
}

/** The same for a narrow place. */
export function whenShort(app: Board, row: number): string {
  const when = app.store.whenOf(row);
  if (when === null) return app.translator.say("date.none");
  return app.translator.whenShort(when.first, when.last, when.precision);
}
