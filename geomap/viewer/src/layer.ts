/** Incidents as one layer of a map that somebody else made with folium or Leaflet. */

import L from "leaflet";
import { App } from "./app.js";
import { Store } from "./data/store.js";
import { LAST_CLUSTER_ZOOM } from "./data/stacks.js";
import { h, told } from "./dom.js";
import { choose, Translator } from "./i18n/index.js";
import { part } from "./part.js";
import { sentence } from "./ui/header.js";
import { hover } from "./ui/hover.js";
import { legend, precisionFilter } from "./ui/legend.js";
import { Panel } from "./ui/panel.js";
import { TimeBar } from "./ui/timebar.js";
import { Tree } from "./ui/tree.js";

/** Adds the incidents whose data carries this prefix to a map, with a card to switch them. */
async function attach(map: L.Map, prefix: string): Promise<App> {
  const root = h("div", { class: "gm-app gm-layer leaflet-control", id: `gm-layer${prefix}` });
  const translator = new Translator(choose(navigator.languages));
  root.dir = translator.direction;
  root.lang = translator.language;
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => root;
  control.addTo(map);
  L.DomEvent.disableClickPropagation(root);
  L.DomEvent.disableScrollPropagation(root);
  const store = await Store.open(part(document, prefix));
  const app = new App(store, map, root, translator);
  const time = app.days && new TimeBar(app, app.days, app.edges!);
  const switches = h(
    "details",
    { class: "gm-card gm-layers-card" },
    h("summary", {}, told(store.header.title || translator.say("title.empty"), "strong")),
    h("p", { class: "gm-count", role: "status" }),
    new Tree(app).element,
    legend(app),
    precisionFilter(app),
    time?.element,
  );
  const count = switches.querySelector(".gm-count")!;
  const update = () => (count.textContent = sentence(app));
  app.on("filter", update);
  update();
  const panel = new Panel(app).element;
  root.append(switches, panel);
  // Several layers may stand on one page: each one's parts are told apart by its title.
  for (const element of [time?.element, panel]) {
    const name = element?.getAttribute("aria-label");
    element?.setAttribute("aria-label", `${name!}: ${store.header.title || prefix}`);
  }
  await store.loadLevel(Math.min(Math.round(map.getZoom()), LAST_CLUSTER_ZOOM));
  app.layer.addTo(map);
  hover(app, map.getContainer());
  return app;
}

declare global {
  interface Window {
    geomapLayers: { attach: typeof attach };
  }
}

window.geomapLayers = { attach };
