/** The whole page: a map of its own, offline base map, everything around it. */

import L from "leaflet";
import { App, motionAllowed } from "./app.js";
import { chainOf } from "./chains.js";
import { Store } from "./data/store.js";
import { h } from "./dom.js";
import { changeOf, type Wish } from "./filters.js";
import type { Shared } from "./hash.js";
import { choose, Translator } from "./i18n/index.js";
import { BaseLayer } from "./map/base.js";
import { BaseNames } from "./map/names.js";
import { LAST_CLUSTER_ZOOM } from "./data/stacks.js";
import { listen } from "./keys.js";
import { part } from "./part.js";
import { Settings, type Owner } from "./settings.js";
import { printLegend } from "./ui/print.js";
import { Shell } from "./ui/shell.js";
import { tiles, type Service } from "./ui/tiles.js";
import type { Host } from "./ui/tools.js";
import { aim } from "./ui/aim.js";
import { hover } from "./ui/hover.js";

/** Zooms up or down that a reader is soon at. */
const SOON = 2;

const container = document.querySelector<HTMLElement>(".gm-map")!;
const root = h("div", { class: "gm-app", id: "gm-app" });

class Page implements Host, Owner {
  readonly settings: Settings;
  readonly map: L.Map;
  private app!: App;
  private shell: Shell | null = null;
  private baseLayer: BaseLayer | null = null;
  private online: { service: Service; layer: L.TileLayer } | null = null;
  private readonly scale = L.control.scale({ imperial: false, maxWidth: 90 });
  private marching = 0;

  constructor() {
    container.after(root);
    this.settings = new Settings(this, container, root);
    this.map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 2,
      maxZoom: 18,
      maxBounds: [
        [-85.06, -200],
        [85.06, 200],
      ],
      fadeAnimation: false,
      zoomAnimation: motionAllowed(),
      markerZoomAnimation: false,
      boxZoom: true,
      keyboard: true,
    });
    this.map.setView([20, 20], 2, { animate: false });
    this.scale.addTo(this.map);
  }

  async start(): Promise<void> {
    const store = await Store.open(part(document, ""));
    this.app = new App(store, this.map, root, this.settings.translator);
    await this.addBase(store);
    await this.app.filter(this.settings.shared.filters);
    this.build();
    this.firstView();
    await store.loadLevel(Math.min(this.map.getZoom(), LAST_CLUSTER_ZOOM));
    this.app.layer.addTo(this.map);
    hover(this.app, container);
    aim(this.app, container);
    listen(this.app, () => this.shell!);
    this.settings.follow();
    const { selected, view } = this.settings.shared;
    const row = selected === null ? -1 : store.rowOf(selected);
    if (row >= 0) this.app.select(row, { move: view === null });
    await painted();
    void this.prepare(store);
  }

  // What the tools ask of the page.

  address(): string {
    return location.href;
  }

  base(): string {
    return this.online?.service.key ?? "offline";
  }

  setBase(service: Service | null): void {
    this.online?.layer.remove();
    this.online = service && { service, layer: tiles(service).addTo(this.map) };
    this.settings.look.under = service !== null;
    container.classList.toggle("gm-online", service !== null);
    this.redrawBase();
    const credit = root.querySelector(".gm-credit");
    if (credit) credit.textContent = this.attribution();
  }

  attribution(): string {
    return this.online?.service.attribution ?? this.settings.attribution();
  }

  // What the settings ask of the page.

  get board(): App {
    return this.app;
  }

  build(): void {
    this.shell?.leave();
    this.app.silence();
    this.shell = new Shell(this.app, this);
    root.querySelector(".gm-tools")?.append(this.scale.getContainer()!);
    root.append(this.zoomButtons(), printLegend(this.app, () => this.attribution()));
    this.settings.lead();
    this.app.on("select", () => this.march());
    this.app.layer.invalidate();
  }

  recolour(): void {
    this.app.recolour();
    this.redrawBase();
  }

  async show(shared: Shared): Promise<void> {
    await this.app.filter(shared.filters);
    if (shared.view) {
      this.map.setView([shared.view.lat, shared.view.lng], shared.view.zoom, { animate: false });
    }
    this.app.select(shared.selected === null ? -1 : this.app.store.rowOf(shared.selected), {
      move: shared.view === null,
    });
  }

  // What a program on the page may call.

  state(): unknown {
    const told = this.settings.state();
    const { filters, store } = this.app;
    const text = filters.text || null;
    const precision = store.header.precisions[filters.precision] ?? null;
    return { ...told, filters: { ...told.filters, text, precision }, base: this.base() };
  }

  get api() {
    return {
      map: this.map,
      count: () => this.app.store.count,
      visible: () => this.app.store.ids.filter((_, row) => this.app.passing.rows[row]),
      select: (id: string | null) => this.app.select(id === null ? -1 : this.app.store.rowOf(id)),
      filter: (wish: Wish) => this.app.filter(changeOf(wish)),
      state: () => this.state(),
    };
  }

  private zoomButtons(): HTMLElement {
    const { translator: t } = this.settings;
    const button = (sign: string, name: string, act: () => void) =>
      h("button", { type: "button", "aria-label": name, title: name, onclick: act }, sign);
    return h(
      "div",
      { class: "gm-card gm-zoom" },
      button("+", t.say("zoom.in"), () => this.map.zoomIn()),
      button("−", t.say("zoom.out"), () => this.map.zoomOut()),
      button("⌂", t.say("zoom.home"), () => this.app.showAll()),
    );
  }

  private async addBase(store: Store): Promise<void> {
    const data = await store.base();
    if (!data) return;
    const { settings } = this;
    settings.credit = data.header.attribution;
    this.baseLayer = new BaseLayer(data, settings.look);
    this.baseLayer.addTo(this.map);
    const names = new BaseNames(data.header, settings.look);
    this.app.layer.beneath = (context, frame, taken, said) => {
      if (!this.online?.service.labelled) names.paint(context, frame, taken, said);
    };
  }

  private firstView(): void {
    const { view } = this.settings.shared;
    if (view) this.map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else this.app.showAll(false);
  }

  private redrawBase(): void {
    this.baseLayer?.redraw();
    this.app.layer.invalidate();
  }

  /** The arrows of the open chain move, where the reader's system allows motion. */
  private march(): void {
    clearInterval(this.marching);
    const { selected } = this.app;
    const linked = selected >= 0 && chainOf(this.app.store, selected).steps.length > 1;
    this.app.layer.still();
    if (linked && motionAllowed()) {
      this.marching = window.setInterval(() => this.app.layer.march(), 70);
    }
  }

  /** Clusters of other zooms, the nearest first, and what a search reads, while nobody waits. */
  private async prepare(store: Store): Promise<void> {
    const here = this.map.getZoom();
    const away = (zoom: number) => Math.abs(zoom - here);
    const zooms = Array.from({ length: LAST_CLUSTER_ZOOM }, (_, zoom) => zoom + 2);
    zooms.sort((a, b) => away(a) - away(b));
    for (const zoom of zooms.filter((other) => away(other) <= SOON)) await store.loadLevel(zoom);
    if (hasRoom()) await store.prepareSearch();
    for (const zoom of zooms) await store.loadLevel(zoom);
  }
}

/** Whether the device has memory for an index that its reader may never ask for. */
function hasRoom(): boolean {
  return ((navigator as { deviceMemory?: number }).deviceMemory ?? 8) >= 4;
}

/** After two frames everything that was drawn is on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}

function complain(words: string): void {
  document.querySelector(".gm-loading")?.remove();
  container.after(h("p", { class: "gm-broken", role: "alert" }, words));
}

declare global {
  interface Window {
    geomap: unknown;
  }
}

const words = new Translator(choose(navigator.languages));
if (typeof DecompressionStream === "undefined") complain(words.say("broken.old"));
else {
  const page = new Page();
  const ready = page.start();
  window.geomap = { ready, ...page.api };
  ready.catch((error: unknown) => complain(words.say("broken.data", { reason: String(error) })));
}
