/** The current selection as CSV and GeoJSON, and the map as a picture. */

import type { App } from "./app.js";
import { csvCell } from "./cells.js";
import { MISSING } from "./data/container.js";
import type { Cell } from "./data/protocol.js";
import type { Details } from "./data/store.js";
import { h } from "./dom.js";
import { sentence } from "./ui/header.js";
import { actorName } from "./ui/words.js";
import { FONT } from "./map/palette.js";

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
  const answers = store.linksOf(row).filter(({ from }) => from === row);
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

/** The map as it is seen, with its title, legend and attribution. */
export async function png(app: App, attribution: string): Promise<Blob> {
  const { map, root } = app;
  const size = map.getSize();
  const style = getComputedStyle(root);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const canvas = document.createElement("canvas");
  const scale = 2;
  canvas.width = size.x * scale;
  canvas.height = size.y * scale;
  const pen = canvas.getContext("2d")!;
  pen.scale(scale, scale);
  pen.fillStyle = colour("map-water");
  pen.fillRect(0, 0, size.x, size.y);
  const origin = map.getContainer().getBoundingClientRect();
  const drawn = map.getPane("mapPane")!.querySelectorAll<HTMLImageElement | HTMLCanvasElement>(
    "img.leaflet-tile-loaded, canvas.gm-canvas",
  );
  for (const piece of drawn) {
    const { left, top, width, height } = piece.getBoundingClientRect();
    pen.drawImage(piece, left - origin.left, top - origin.top, width, height);
  }
  caption(app, pen, size.x, size.y, attribution, colour);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

function caption(
  app: App,
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  attribution: string,
  colour: (name: string) => string,
): void {
  const actors = shownActors(app).slice(0, 14);
  const rtl = app.translator.direction === "rtl";
  const box = { x: rtl ? width - 316 : 16, y: 16, width: 300, height: 62 + actors.length * 20 };
  pen.fillStyle = colour("paper");
  pen.globalAlpha = 0.94;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.globalAlpha = 1;
  pen.direction = rtl ? "rtl" : "ltr";
  pen.textAlign = "start";
  pen.textBaseline = "alphabetic";
  const start = rtl ? box.x + box.width - 14 : box.x + 14;
  const write = (text: string, y: number, font: string, ink: string, indent = 0) => {
    pen.font = font;
    pen.fillStyle = ink;
    pen.fillText(text, start + (rtl ? -indent : indent), y, box.width - 28 - indent);
  };
  write(app.store.header.title, box.y + 26, `600 16px ${FONT}`, colour("ink"));
  write(sentence(app), box.y + 46, `12px ${FONT}`, colour("quiet"));
  actors.forEach(([actor, shade], index) => {
    const y = box.y + 68 + index * 20;
    pen.fillStyle = shade;
    pen.beginPath();
    pen.arc(start + (rtl ? -5 : 5), y - 4, 5, 0, 2 * Math.PI);
    pen.fill();
    write(actorName(app, actor), y, `13px ${FONT}`, colour("ink"), 18);
  });
  pen.direction = "ltr";
  pen.textAlign = "right";
  pen.font = `11px ${FONT}`;
  pen.fillStyle = colour("quiet");
  pen.fillText(attribution, width - 10, height - 10);
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
