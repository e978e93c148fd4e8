/** The whole page: a map of its own, offline base map, everything around it. */

import L from "leaflet";
import { App, motionAllowed } from "./app.js";
import { chainOf } from "./chains.js";
import { Store } from "./data/store.js";
import { isoDay } from "./days.js";
import { h } from "./dom.js";
import { changeOf, listOf, type Wish } from "./filters.js";
import { read, write, type Shared } from "./hash.js";
import { choose, Translator } from "./i18n/index.js";
import { BaseLayer } from "./map/base.js";
import { BaseNames } from "./map/names.js";
import { paletteOf, type Palette } from "./map/palette.js";
import { LAST_CLUSTER_ZOOM } from "./data/stacks.js";
import { listen } from "./keys.js";
import { part } from "./part.js";
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

class Page implements Host {
  private shared: Shared = read(location.hash);
  private readonly map: L.Map;
  private readonly palette: Palette;
  private app!: App;
  private shell: Shell | null = null;
  private baseLook: { palette: Palette; translator: Translator; under: boolean };
  private baseLayer: BaseLayer | null = null;
  private online: { service: Service; layer: L.TileLayer } | null = null;
  private translator: Translator;
  private credit = "";
  private readonly scale = L.control.scale({ imperial: false, maxWidth: 90 });
  private writing = 0;
  private marching = 0;

  constructor() {
    this.translator = new Translator(choose([this.shared.language ?? "", ...navigator.languages]));
    this.applyTheme();
    container.after(root);
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
    this.palette = paletteOf(root);
    this.baseLook = { palette: this.palette, translator: this.translator, under: false };
  }

  async start(): Promise<void> {
    const store = await Store.open(part(document, ""));
    this.app = new App(store, this.map, root, this.translator);
    this.applyLanguage();
    await this.addBase(store);
    await this.app.filter(this.shared.filters);
    this.build();
    this.firstView();
    await store.loadLevel(Math.min(this.map.getZoom(), LAST_CLUSTER_ZOOM));
    this.app.layer.addTo(this.map);
    hover(this.app, container);
    aim(this.app, container);
    listen(this.app, () => this.shell!);
    this.follow();
    const row = this.shared.selected === null ? -1 : store.rowOf(this.shared.selected);
    if (row >= 0) this.app.select(row, { move: this.shared.view === null });
    await painted();
    void this.prepare(store);
  }

  // What the tools ask of the page.

  address(): string {
    return location.href;
  }

  setLanguage(language: string): void {
    this.shared = { ...this.shared, language };
    this.translator = new Translator(language);
    this.app.translator = this.translator;
    this.applyLanguage();
    this.build();
    this.app.tell("select");
    this.share();
  }

  theme(): string {
    return this.shared.theme ?? "auto";
  }

  setTheme(theme: string): void {
    this.shared = { ...this.shared, theme: theme === "auto" ? null : theme };
    this.applyTheme();
    this.recolour();
    this.share();
  }

  base(): string {
    return this.online?.service.key ?? "offline";
  }

  setBase(service: Service | null): void {
    this.online?.layer.remove();
    this.online = service && { service, layer: tiles(service).addTo(this.map) };
    this.baseLook.under = service !== null;
    container.classList.toggle("gm-online", service !== null);
    this.redrawBase();
    const credit = root.querySelector(".gm-credit");
    if (credit) credit.textContent = this.attribution();
  }

  attribution(): string {
    const { translator: t } = this;
    const offline = `${t.say("map.base.offline")} · ${this.credit}`;
    return this.online ? this.online.service.attribution : offline;
  }

  // What a program on the page may call.

  state(): unknown {
    const { filters, selected, store } = this.app;
    const { lat, lng } = this.map.getCenter();
    return {
      filters: {
        countries: listOf(filters.countries),
        actors: listOf(filters.actors),
        kinds: listOf(filters.kinds),
        from: dayText(filters.from),
        to: dayText(filters.to),
        text: filters.text || null,
        precision: store.header.precisions[filters.precision] ?? null,
        layersOff: [...filters.off].map((layer) => store.layers[layer]),
        links: filters.links,
        areas: filters.areas,
      },
      view: { lat, lng, zoom: this.map.getZoom() },
      selected: selected < 0 ? null : store.ids[selected]!,
      language: this.translator.language,
      theme: this.theme(),
      base: this.base(),
    };
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

  private build(): void {
    this.shell?.leave();
    this.app.silence();
    this.shell = new Shell(this.app, this);
    root.querySelector(".gm-tools")?.append(this.scale.getContainer()!);
    root.append(this.zoomButtons(), printLegend(this.app, () => this.attribution()));
    for (const topic of ["filter", "select", "view"] as const) {
      this.app.on(topic, () => this.share());
    }
    this.app.on("select", () => this.march());
  }

  private zoomButtons(): HTMLElement {
    const { translator: t } = this;
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
    this.credit = data.header.attribution;
    this.baseLayer = new BaseLayer(data, this.baseLook);
    this.baseLayer.addTo(this.map);
    const names = new BaseNames(data.header, this.baseLook);
    this.app.layer.beneath = (context, frame, taken, said) => {
      if (!this.online?.service.labelled) names.paint(context, frame, taken, said);
    };
  }

  private firstView(): void {
    const { view } = this.shared;
    if (view) this.map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else this.app.showAll(false);
  }

  private applyLanguage(): void {
    const { translator: t } = this;
    document.documentElement.lang = t.language;
    document.documentElement.dir = t.direction;
    container.setAttribute("aria-label", t.say("map.label"));
    container.setAttribute("role", "application");
    this.baseLook.translator = t;
    this.app.layer.invalidate();
  }

  private applyTheme(): void {
    document.documentElement.dataset.theme = this.theme();
    document.documentElement.classList.toggle("gm-embed", this.isEmbedded());
  }

  private isEmbedded(): boolean {
    return this.shared.embed || new URLSearchParams(location.search).has("embed");
  }

  private recolour(): void {
    this.app.recolour();
    Object.assign(this.palette, paletteOf(root));
    this.redrawBase();
  }

  private redrawBase(): void {
    this.baseLayer?.redraw();
    this.app.layer.invalidate();
  }

  /** The address follows the state, and the state an address that is typed or gone back to. */
  private follow(): void {
    window.addEventListener("hashchange", () => void this.adopt(read(location.hash)));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  private async adopt(shared: Shared): Promise<void> {
    const language = choose([shared.language ?? this.translator.language]);
    this.shared = shared;
    if (language !== this.translator.language) this.setLanguage(language);
    this.applyTheme();
    this.recolour();
    await this.app.filter(shared.filters);
    if (shared.view) {
      this.map.setView([shared.view.lat, shared.view.lng], shared.view.zoom, { animate: false });
    }
    this.app.select(shared.selected === null ? -1 : this.app.store.rowOf(shared.selected), {
      move: shared.view === null,
    });
  }

  private share(): void {
    clearTimeout(this.writing);
    this.writing = window.setTimeout(() => {
      const { lat, lng } = this.map.getCenter();
      const { selected, store, filters } = this.app;
      this.shared = {
        ...this.shared,
        filters,
        view: { zoom: this.map.getZoom(), lat, lng },
        selected: selected < 0 ? null : store.ids[selected]!,
      };
      try {
        history.replaceState(null, "", `#${write(this.shared)}`);
      } catch {
        // A page without an address of its own (srcdoc) has none to keep up to date.
      }
    }, 200);
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

function dayText(day: number | null): string | null {
  return day === null ? null : isoDay(day);
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
