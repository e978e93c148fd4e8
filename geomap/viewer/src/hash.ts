/** What a link to the page carries: view, filters, selection, time, language, colours. */

import { isoDay, parseDay } from "./days.js";
import { ANY_PRECISION, EVERYTHING, type Filters } from "./filters.js";

export interface Shared {
  readonly view: { zoom: number; lat: number; lng: number } | null;
  readonly filters: Filters;
  readonly selected: string | null;
  readonly language: string | null;
  readonly theme: string | null;
  readonly embed: boolean;
}

export function write(shared: Shared): string {
  const { view, filters } = shared;
  const parts = new URLSearchParams();
  const put = (name: string, value: string | null) => value !== null && parts.set(name, value);
  if (view) put("map", `${view.zoom}/${view.lat.toFixed(5)}/${view.lng.toFixed(5)}`);
  put("sel", shared.selected);
  put("from", filters.from === null ? null : isoDay(filters.from));
  put("to", filters.to === null ? null : isoDay(filters.to));
  put("q", filters.text || null);
  put("off", filters.off.size ? [...filters.off].sort((a, b) => a - b).join(".") : null);
  for (const name of ["countries", "actors", "kinds"] as const) {
    const set = filters[name];
    put(name, set && JSON.stringify([...set]));
  }
  put("p", filters.precision === ANY_PRECISION ? null : String(filters.precision));
  put("links", filters.links ? null : "0");
  put("areas", filters.areas ? null : "0");
  put("lang", shared.language);
  put("theme", shared.theme);
  put("embed", shared.embed ? "1" : null);
  return parts.toString();
}

export function read(hash: string): Shared {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const precision = Number(parts.get("p") ?? ANY_PRECISION);
  const filters: Filters = {
    ...EVERYTHING,
    off: new Set((parts.get("off") ?? "").split(".").filter(Boolean).map(Number)),
    countries: names(parts.get("countries")),
    actors: names(parts.get("actors")),
    kinds: names(parts.get("kinds")),
    from: parseDay(parts.get("from") ?? ""),
    to: parseDay(parts.get("to") ?? ""),
    text: parts.get("q") ?? "",
    precision: precision >= 0 && precision <= ANY_PRECISION ? precision : ANY_PRECISION,
    links: parts.get("links") !== "0",
    areas: parts.get("areas") !== "0",
  };
  return {
    view: viewOf(parts.get("map")),
    filters,
    selected: parts.get("sel"),
    language: parts.get("lang"),
    theme: parts.get("theme"),
    embed: parts.has("embed"),
  };
}

function viewOf(text: string | null): Shared["view"] {
  const [zoom, lat, lng] = (text ?? "").split("/").map(Number);
  const known = [zoom, lat, lng].every((value) => Number.isFinite(value));
  return known && text ? { zoom: zoom!, lat: lat!, lng: lng! } : null;
}

function names(text: string | null): ReadonlySet<string> | null {
  try {
    const list: unknown = JSON.parse(text ?? "null");
    return Array.isArray(list) ? new Set(list.map(String)) : null;
  } catch {
    return null;
  }
}
