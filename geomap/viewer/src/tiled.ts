/** The page over tiles: millions of incidents, of which only what is in view is fetched. */

import L from "leaflet";
import { decode, type Feature } from "./data/mvt.js";
import { Archive } from "./data/pmtiles.js";
import { fill, h, outside } from "./dom.js";

interface Header {
  readonly title: string;
  readonly total: number;
  readonly tiles: string;
  readonly single_zoom: number;
  readonly shape_zooms: Readonly<Record<string, readonly [number, number]>>;
  readonly bounds: [number, number, number, number] | null;
  readonly layers: readonly (readonly [string, string, string, string, number])[];
  /** Layer, month, number: every incident, placed or not. */
  readonly months: readonly (readonly [number, number, number])[];
}

interface Wish {
  readonly countries?: readonly string[] | null;
  readonly actors?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** What is drawn at one spot: how many, in whose colour, and which, where they are single. */
interface Spot {
  readonly lat: number;
  readonly lng: number;
  readonly counts: Map<number, number>;
  readonly incidents: Feature[];
}

const CELL = 32;
const LISTED = 200;
const header = JSON.parse(document.getElementById("gm-tiled")!.textContent!) as Header;
const COUNTRY = 0;
const ACTOR = 1;
const KIND = 2;

class Page {
  readonly map: L.Map;
  readonly ready: Promise<void>;
  private readonly archive = new Archive(header.tiles);
  private readonly shapes = L.layerGroup();
  private readonly spots = L.layerGroup();
  private readonly panel = h("section", { class: "gt-panel", "aria-live": "polite" });
  private readonly status = h("p", { class: "gt-status", role: "status" });
  private wish: Wish = {};
  private passing: boolean[] = header.layers.map(() => true);
  private drawing = 0;
  private shown = 0;

  constructor() {
    this.map = L.map(document.getElementById("gm-map")!, {
      attributionControl: false,
      minZoom: 1,
      maxZoom: 16,
      preferCanvas: true,
    });
    this.shapes.addTo(this.map);
    this.spots.addTo(this.map);
    const [west, south, east, north] = header.bounds ?? [-170, -60, 170, 75];
    this.map.fitBounds([[south, west], [north, east]], { maxZoom: 8 });
    document.body.append(this.side());
    this.map.on("moveend", () => void this.draw());
    this.ready = this.draw();
  }

  count(): number {
    return header.months.reduce(
      (sum, [layer, month, number]) => sum + (this.passes(layer, month) ? number : 0),
      0,
    );
  }

  /** How many of the incidents drawn now pass the filters. */
  inView(): number {
    return this.shown;
  }

  async filter(change: Wish): Promise<void> {
    this.wish = { ...this.wish, ...change };
    const meets = (wanted: readonly string[] | null | undefined, word: string): boolean =>
      !wanted || wanted.includes(word);
    this.passing = header.layers.map(
      (layer) =>
        meets(this.wish.countries, layer[COUNTRY]) &&
        meets(this.wish.actors, layer[ACTOR]) &&
        meets(this.wish.kinds, layer[KIND]),
    );
    await this.draw();
  }

  /** Opens an incident that is among those drawn; false where it is not. */
  select(id: string): boolean {
    for (const spot of this.current) {
      const found = spot.incidents.find((one) => one.properties["id"] === id);
      if (found) {
        this.open([found]);
        return true;
      }
    }
    return false;
  }

  state(): Readonly<Record<string, unknown>> {
    const { lat, lng } = this.map.getCenter();
    return { ...this.wish, lat, lng, zoom: this.map.getZoom() };
  }

  private current: Spot[] = [];

  private passes(layer: number, month: number): boolean {
    const { from, to } = this.wish;
    if (!this.passing[layer]) return false;
    if (!from && !to) return true;
    return month >= 0 && (!from || month >= monthOf(from)) && (!to || month <= monthOf(to));
  }

  private async draw(): Promise<void> {
    const turn = ++this.drawing;
    const zoom = this.map.getZoom();
    const z = Math.min(zoom, header.single_zoom);
    try {
      const tiles = await this.tilesInView(z);
      const shapes = await this.shapesInView(z);
      if (turn !== this.drawing) return;
      this.current = this.spotsOf(tiles, z);
      this.drawShapes(shapes);
      this.drawSpots();
      this.tell("");
    } catch (error) {
      this.tell(
        `The tiles cannot be read (${(error as Error).message}). This map needs a server that ` +
          "gives byte ranges: run 'geomap serve' on its folder.",
      );
    }
  }

  private async tilesInView(z: number): Promise<[number, number, Map<string, Feature[]>][]> {
    const bounds = this.map.getBounds().pad(0.1);
    const side = 2 ** z;
    const corner = (at: L.LatLng): L.Point =>
      L.CRS.EPSG3857.latLngToPoint(at, z).divideBy(256).floor();
    const [from, to] = [corner(bounds.getNorthWest()), corner(bounds.getSouthEast())];
    const asked: Promise<[number, number, Map<string, Feature[]>]>[] = [];
    for (let x = Math.max(0, from.x); x <= Math.min(side - 1, to.x); x++) {
      for (let y = Math.max(0, from.y); y <= Math.min(side - 1, to.y); y++) {
        const tile = this.archive.tile(z, x, y);
        asked.push(tile.then((bytes) => [x, y, bytes ? decode(bytes) : new Map()]));
      }
    }
    return Promise.all(asked);
  }

  /** Counts of cells where the tiles hold them, else incidents gathered by cell of the screen. */
  private spotsOf(tiles: [number, number, Map<string, Feature[]>][], z: number): Spot[] {
    const spots = new Map<string, Spot>();
    for (const [x, y, layers] of tiles) {
      for (const feature of layers.get("clusters") ?? []) {
        const counts = this.countsOf(String(feature.properties["counts"]));
        if (counts.size) spots.set(`c${spots.size}`, { ...at(feature, x, y, z), counts, incidents: [] });
      }
      for (const feature of layers.get("incidents") ?? []) {
        const layer = Number(feature.properties["layer"]);
        if (!this.passes(layer, Number(feature.properties["month"]))) continue;
        const where = at(feature, x, y, z);
        const cell = this.map.project(where).divideBy(CELL).floor();
        const key = `${cell.x}/${cell.y}`;
        const spot = spots.get(key) ?? { ...where, counts: new Map<number, number>(), incidents: [] };
        spot.counts.set(layer, (spot.counts.get(layer) ?? 0) + 1);
        spot.incidents.push(feature);
        spots.set(key, spot);
      }
    }
    return [...spots.values()];
  }

  private countsOf(told: string): Map<number, number> {
    const counts = new Map<number, number>();
    for (const entry of told.split(";")) {
      const [layer, month, number] = entry.split(",").map(Number) as [number, number, number];
      if (this.passes(layer, month)) counts.set(layer, (counts.get(layer) ?? 0) + number);
    }
    return counts;
  }

  /** Land, areas and links, each from the nearest zoom that its tiles have. */
  private async shapesInView(z: number): Promise<[string, L.LatLng[][]][]> {
    const found: [string, L.LatLng[][]][] = [];
    for (const [name, [first, last]] of Object.entries(header.shape_zooms)) {
      const near = Math.min(z, last);
      if (near < first) continue;
      for (const [x, y, layers] of await this.tilesInView(near)) {
        for (const feature of layers.get(name) ?? []) {
          found.push([name, feature.paths.map((path) => placed(path, x, y, near))]);
        }
      }
    }
    return found;
  }

  private drawShapes(shapes: readonly [string, L.LatLng[][]][]): void {
    this.shapes.clearLayers();
    const styles: Record<string, L.PathOptions> = {
      land: { color: "#8a8f98", weight: 1, fill: false },
      areas: { color: "#7a5c99", weight: 1, dashArray: "4 3", fill: false },
      links: { color: "#444", weight: 1.5, fill: false },
    };
    for (const [name, paths] of shapes) {
      this.shapes.addLayer(L.polyline(paths, { ...styles[name], interactive: false }));
    }
  }

  private drawSpots(): void {
    this.spots.clearLayers();
    this.shown = 0;
    const view = this.map.getBounds();
    for (const spot of this.current) {
      const number = sum(spot.counts);
      if (view.contains(spot)) this.shown += number;
      const size = Math.round(16 + 7 * Math.log10(number));
      const html = h("span", {}, number > 1 ? short(number) : "");
      html.style.background = header.layers[largest(spot.counts)]![3];
      const icon = L.divIcon({ className: "gt-spot", html, iconSize: [size, size] });
      const marker = L.marker(spot, { icon, title: `${number} incidents`, alt: `${number} incidents` });
      marker.on("click keypress", () => this.enter(spot));
      this.spots.addLayer(marker);
    }
    const total = this.count();
    fill(this.counted, `${total.toLocaleString("en")} of ${header.total.toLocaleString("en")} incidents`);
  }

  private readonly counted = h("p", { class: "gt-count" });

  /** Nearer to a cell of counts; the panel for incidents. */
  private enter(spot: Spot): void {
    if (spot.incidents.length) this.open(spot.incidents);
    else this.map.setView(spot, Math.min(this.map.getZoom() + 2, header.single_zoom));
  }

  private open(incidents: readonly Feature[]): void {
    const more = incidents.length - LISTED;
    fill(
      this.panel,
      h("h2", {}, incidents.length > 1 ? `${incidents.length} incidents here` : "Incident"),
      ...incidents.slice(0, LISTED).map((one) => details(one)),
      more > 0 ? h("p", {}, `${more} more: choose fewer months or actors`) : null,
    );
    this.panel.tabIndex = -1;
    this.panel.focus();
  }

  private side(): HTMLElement {
    const month = (label: string, key: "from" | "to"): HTMLElement =>
      h("label", {}, `${label} `, h("input", {
        type: "month",
        onchange: (event: Event) => void this.filter({ [key]: (event.target as HTMLInputElement).value || null }),
      }));
    return h(
      "aside", { class: "gt-side" },
      h("h1", {}, header.title), this.counted, this.status,
      h("div", { class: "gt-time" }, month("From", "from"), month("to", "to")),
      this.choices("Countries", COUNTRY, "countries"),
      this.choices("Actors", ACTOR, "actors"),
      this.choices("Kinds", KIND, "kinds"),
      this.panel,
    );
  }

  /** A group of check boxes named `Name (count)`; none checked away means all. */
  private choices(title: string, column: 0 | 1 | 2, key: "countries" | "actors" | "kinds"): HTMLElement {
    const counts = new Map<string, number>();
    for (const layer of header.layers) counts.set(layer[column], (counts.get(layer[column]) ?? 0) + layer[4]);
    const boxes = [...counts].map(([name, number]) => {
      const box = h("input", { type: "checkbox", checked: true, value: name, onchange: () => choose() });
      return [box, h("label", {}, box, ` ${name} (${number.toLocaleString("en")})`)] as const;
    });
    const choose = (): void => {
      const chosen = boxes.filter(([box]) => box.checked).map(([box]) => box.value);
      void this.filter({ [key]: chosen.length === boxes.length ? null : chosen });
    };
    return h("details", { open: column !== ACTOR || boxes.length < 20 }, h("summary", {}, title), ...boxes.map(([, label]) => label));
  }

  private tell(text: string): void {
    fill(this.status, text);
  }
}

function details(incident: Feature): HTMLElement {
  const told = (name: string): string => String(incident.properties[name] ?? "");
  const [country, actor, kind] = header.layers[Number(incident.properties["layer"])]!;
  const source = told("source") || told("url");
  return h(
    "article", {},
    h("h3", {}, told("title") || told("id")),
    h("p", {}, [told("date") || "date not known", kind, actor].join(", ")),
    h("p", {}, [told("place"), country].filter(Boolean).join(", ")),
    h("p", { class: "gt-note" }, `${told("precision") || "not placed exactly"}: ${told("note")}`),
    source ? h("p", {}, "Source: ", outside(told("url") || null, source)) : null,
    h("p", { class: "gt-note" }, told("id")),
  );
}

function at(feature: Feature, x: number, y: number, z: number): { lat: number; lng: number } {
  const { lat, lng } = placed(feature.paths[0]!, x, y, z)[0]!;
  return { lat, lng };
}

function placed(path: readonly number[], x: number, y: number, z: number): L.LatLng[] {
  const found: L.LatLng[] = [];
  for (let place = 0; place < path.length; place += 2) {
    const point = L.point((x + path[place]!) * 256, (y + path[place + 1]!) * 256);
    found.push(L.CRS.EPSG3857.pointToLatLng(point, z));
  }
  return found;
}

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function sum(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((total, number) => total + number, 0);
}

function largest(counts: ReadonlyMap<number, number>): number {
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

function short(number: number): string {
  return new Intl.NumberFormat("en", { notation: "compact" }).format(number);
}

const notice = document.getElementById("gm-needs-server")!;
if (location.protocol === "file:") {
  notice.hidden = false;
} else {
  const page = new Page();
  Object.assign(window, { geomap: page });
}
