/** The current selection as CSV and GeoJSON. */

import type { App } from "./app.js";
import { csvCell } from "./cells.js";
import { MISSING } from "./data/container.js";
import type { Cell } from "./data/protocol.js";
import type { Details } from "./data/store.js";
import { h } from "./dom.js";

const CSV_COLUMNS = [
  ...["id", "date", "date_end", "date_precision", "kind", "title", "description", "place", "admin1"],
  ...["country", "lat", "lon", "actor", "target", "weapons", "killed", "injured", "casualties"],
  ...["source", "source_url", "retaliation_for", "place_id", "place_name", "country_code"],
  ...["precision", "radius_m", "score", "location_note"],
];

export async function csv(app: App): Promise<string> {
  const columns = [...CSV_COLUMNS, ...app.store.header.extra];
  const lines = [columns.map(csvCell).join(",")];
  for (const row of passing(app)) {
    const details = await app.store.details(row);
    const cells = { ...details.extra, ...properties(app, row, details), ...given(app, row, details) };
    lines.push(columns.map((name) => csvCell(flat(cells[name] ?? null))).join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

export async function geojson(app: App): Promise<string> {
  const features: string[] = [];
  for (const row of passing(app)) {
    const details = await app.store.details(row);
    const coordinates = app.store.lookOf(row) >= 0 ? app.store.position(row) : null;
    features.push(
      JSON.stringify({
        type: "Feature",
        id: app.store.ids[row],
        geometry: coordinates && { type: "Point", coordinates },
        properties: { ...details.extra, ...properties(app, row, details) },
      }),
    );
  }
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

export function save(content: Blob | string, name: string, type = ""): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function passing(app: App): number[] {
  return [...app.passing.rows.keys()].filter((row) => app.passing.rows[row]);
}

type Properties = Record<string, Cell | readonly unknown[]>;

/** The properties that every output gives a feature; null for what is not known. */
function properties(app: App, row: number, { texts, claims }: Details): Properties {
  const { store } = app;
  const { country, actor, kind } = store.layerOf(row);
  const told = (name: string) => texts[name] ?? null;
  const list = (name: string) =>
    String(texts[name] ?? "")
      .split(";")
      .map((item) => item.trim())
      .filter(Boolean);
  const dates = store.header.date_precisions;
  const sources = claims
    .filter(({ source }) => source)
    .map(({ source, quote }) => ({ publisher: source!.publisher, url: source!.url, quote }));
  if (sources.length === 0 && (texts.source ?? texts.source_url)) {
    sources.push({
      publisher: texts.source as string | null,
      url: (texts.source_url as string | null) ?? null,
      quote: null,
    });
  }
  const answers = store.linksOf(row).filter(({ from, stated }) => from === row && stated);
  return {
    id: store.ids[row]!,
    date: told("date"),
    date_end: told("date_end"),
    date_precision: dates[store.datePrecision[row]!] ?? null,
    kind,
    title: told("title"),
    description: told("description"),
    place: told("place"),
    place_id: told("place_id"),
    place_name: told("place_name"),
    country,
    country_code: told("country_code"),
    admin1: told("admin1"),
    actor,
    target: told("target"),
    weapons: list("weapons"),
    killed: told("killed"),
    injured: told("injured"),
    casualties: told("casualties"),
    precision: store.precision[row] === MISSING ? null : store.precisionOf(row),
    radius_m: store.radiusOf(row),
    score: told("score"),
    location_note: told("location_note"),
    retaliation_for: [...new Set([...list("retaliation_for"), ...answers.map(({ to }) => store.ids[to]!)])],
    sources,
  };
}

/** The columns that a table has and a feature has not. */
function given(app: App, row: number, { texts }: Details): Properties {
  const position = app.store.lookOf(row) >= 0 ? app.store.position(row) : [null, null];
  return {
    lat: position[1],
    lon: position[0],
    source: texts.source ?? null,
    source_url: texts.source_url ?? null,
  };
}

function flat(cell: Cell | readonly unknown[]): Cell {
  return Array.isArray(cell) ? cell.join("; ") || null : (cell as Cell);
}

/** Actors of which something is shown, most first, with their colours. */
export function shownActors(app: App): [string, string][] {
  const counts = new Map<string, number>();
  const colours = new Map<string, string>();
  for (let row = 0; row < app.store.count; row++) {
    if (!app.passing.rows[row]) continue;
    const { actor, colour } = app.store.layerOf(row);
    counts.set(actor, (counts.get(actor) ?? 0) + 1);
    colours.set(actor, colour);
  }
  return [...colours].sort((a, b) => counts.get(b[0])! - counts.get(a[0])!);
}
