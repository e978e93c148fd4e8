/** What lies in view, out of the tiles: cells of counts, single incidents, outlines and links. */

import type L from "leaflet";
import { decode, type Feature } from "../data/mvt.js";
import { Archive } from "../data/pmtiles.js";
import { latitude, longitude } from "../map/mercator.js";
import type { Fact, Header } from "./header.js";

/** Incidents at one spot of the unit square of Mercator, as the tiles tell them. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  /** Layer, bin of time, number; single incidents are one each. */
  readonly counts: readonly (readonly [number, number, number])[];
  /** The incident's number where it is a single one, else -1. */
  readonly row: number;
}

export interface Path {
  readonly layer: string;
  /** Pairs of x and y in the unit square. */
  readonly points: readonly number[];
}

export interface Held {
  readonly spots: readonly Spot[];
  readonly paths: readonly Path[];
  /** Whether these are single incidents, and counts only of those beyond the newest of a crowd. */
  readonly single: boolean;
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly layers: ReadonlyMap<string, readonly Feature[]>;
}

/** Shares of the view's width and height that are fetched beyond its edges. */
const BEYOND = 0.1;

export class Source {
  private readonly archive: Archive | null;
  private readonly ones = new Map<number, Spot["counts"]>();

  constructor(
    private readonly header: Header,
    private readonly learn: (row: number, told: () => Fact) => void,
  ) {
    this.archive = header.tiles === null ? null : new Archive(header.tiles);
  }

  async inView(map: L.Map): Promise<Held> {
    const zoom = Math.min(map.getZoom(), this.header.single_zoom);
    const single = zoom === this.header.single_zoom;
    const [tiles, paths] = await Promise.all([this.tiles(map, zoom), this.paths(map, zoom)]);
    const spots = tiles.flatMap((tile) => {
      const counts = tile.layers.get(single ? "crowds" : "clusters") ?? [];
      const cells = counts.map((feature) => cell(feature, tile));
      const incidents = single ? (tile.layers.get("incidents") ?? []) : [];
      return [...incidents.map((feature) => this.incident(feature, tile)), ...cells];
    });
    return { spots, paths, single };
  }

  private async tiles(map: L.Map, zoom: number): Promise<Tile[]> {
    const { archive } = this;
    if (!archive) return [];
    const bounds = map.getBounds().pad(BEYOND);
    const side = 2 ** zoom;
    const place = (at: L.LatLng) => map.project(at, zoom).divideBy(256).floor();
    const [from, to] = [place(bounds.getNorthWest()), place(bounds.getSouthEast())];
    const asked: Promise<Tile>[] = [];
    for (let x = Math.max(0, from.x); x <= Math.min(side - 1, to.x); x++) {
      for (let y = Math.max(0, from.y); y <= Math.min(side - 1, to.y); y++) {
        const bytes = archive.tile(zoom, x, y);
        asked.push(bytes.then((found) => ({ x, y, side, layers: found ? decode(found) : new Map() })));
      }
    }
    return Promise.all(asked);
  }

  private incident(feature: Feature, tile: Tile): Spot {
    const { x, y } = at(feature, tile);
    const [layer, day] = [feature.value("layer"), feature.value("day")];
    const bin = binOf(this.header.edges, typeof day === "number" ? day : null);
    this.learn(feature.id, () => this.told(feature, tile));
    return { x, y, counts: this.one(Number(layer), bin), row: feature.id };
  }

  /** One of a layer and a bin: the same object for all, for a city holds hundreds of thousands. */
  private one(layer: number, bin: number): Spot["counts"] {
    const key = layer * this.header.edges.length + bin;
    const known = this.ones.get(key) ?? [[layer, bin, 1] as const];
    this.ones.set(key, known);
    return known;
  }

  private told(feature: Feature, tile: Tile): Fact {
    const { x, y } = at(feature, tile);
    const [day, place] = [feature.value("day"), feature.value("place")];
    const first = typeof day === "number" ? day : null;
    return {
      id: String(feature.value("id")),
      layer: Number(feature.value("layer")),
      first,
      last: first,
      dated: "day",
      title: feature.value("title") ?? null,
      place: place === undefined ? null : String(place),
      precision: this.header.precisions[Number(feature.value("precision"))] ?? "unknown",
      radius: null,
      area: null,
      ...degrees(x, y),
    };
  }

  /** Areas and links, each from the nearest zoom that its tiles have. */
  private async paths(map: L.Map, zoom: number): Promise<Path[]> {
    const found: Path[] = [];
    for (const [layer, [first, last]] of Object.entries(this.header.shape_zooms)) {
      if (zoom < first) continue;
      for (const tile of await this.tiles(map, Math.min(zoom, last))) {
        for (const { paths } of tile.layers.get(layer) ?? []) {
          for (const path of paths) found.push({ layer, points: placed(path, tile) });
        }
      }
    }
    return found;
  }
}

/** The bin of a day; -1 where it is not known. */
export function binOf(edges: readonly number[], day: number | null): number {
  if (day === null) return -1;
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= day) low = middle;
    else high = middle;
  }
  return low;
}

function cell(feature: Feature, tile: Tile): Spot {
  const told = String(feature.value("counts")).split(";");
  const counts = told.map((entry) => entry.split(",").map(Number) as [number, number, number]);
  return { ...at(feature, tile), counts, row: -1 };
}

function at(feature: Feature, tile: Tile): { x: number; y: number } {
  const [x, y] = placed(feature.paths[0]!, tile);
  return { x: x!, y: y! };
}

function placed(path: readonly number[], { x, y, side }: Tile): number[] {
  return path.map((share, index) => (share + (index % 2 === 0 ? x : y)) / side);
}

function degrees(x: number, y: number): { lng: number; lat: number } {
  return { lng: longitude(x), lat: latitude(y) };
}
