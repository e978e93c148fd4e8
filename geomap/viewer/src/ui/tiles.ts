/** Online base maps, by the reader's click and after a notice that a server is contacted. */

import L from "leaflet";

export interface Service {
  readonly key: string;
  readonly name: string;
  readonly host: string;
  readonly url: string;
  readonly attribution: string;
  readonly most: number;
  /** Its pictures hold names. */
  readonly labelled: boolean;
}

/** The page's Content-Security-Policy (geomap/write/html.py) names the same hosts. */
export const SERVICES: readonly Service[] = [
  {
    key: "osm",
    name: "OpenStreetMap",
    host: "tile.openstreetmap.org",
    url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    attribution: "© OpenStreetMap contributors",
    most: 19,
    labelled: true,
  },
  {
    key: "imagery",
    name: "Esri World Imagery",
    host: "server.arcgisonline.com",
    url: "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
    attribution: "Imagery © Esri, Maxar, Earthstar Geographics",
    most: 18,
    labelled: false,
  },
];

export function tiles(service: Service): L.TileLayer {
  return L.tileLayer(service.url, {
    maxZoom: 19,
    maxNativeZoom: service.most,
    crossOrigin: "anonymous",
  });
}
