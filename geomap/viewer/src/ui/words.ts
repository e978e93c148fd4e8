/** What incidents are called in the interface's language. */

import type { App } from "../app.js";
import { MISSING } from "../data/container.js";

export function countryName(app: App, country: string): string {
  const { translator, store } = app;
  if (country === "Unknown") return translator.say("country.unknown");
  return translator.region(store.header.country_codes[country] ?? "", country);
}

export function actorName(app: App, actor: string): string {
  if (actor === "Not stated") return app.translator.say("actor.notStated");
  if (actor === "Unclaimed") return app.translator.say("actor.unclaimed");
  return actor;
}

export function kindName(app: App, kind: string): string {
  return app.translator.maybe(`kind.${kind}`, kind);
}

/** When a row was, in words. */
export function whenOf(app: App, row: number): string {
  const { store, translator } = app;
  if (store.first[row] === MISSING) return translator.say("date.none");
  const precision = store.header.date_precisions[store.datePrecision[row]!] ?? "day";
  return translator.when(store.first[row]!, store.last[row]!, precision);
}

/** The same for a narrow place. */
export function whenShort(app: App, row: number): string {
  const { store, translator } = app;
  if (store.first[row] === MISSING) return translator.say("date.none");
  const precision = store.header.date_precisions[store.datePrecision[row]!] ?? "day";
  return translator.whenShort(store.first[row]!, store.last[row]!, precision);
}
