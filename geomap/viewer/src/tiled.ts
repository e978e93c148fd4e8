/** The page over tiles: millions of incidents, of which only what is in view is fetched. */

import L from "leaflet";
import { fromBase64, inflate, unpack } from "./data/container.js";
import type { BaseHeader } from "./data/protocol.js";
import { fill, h } from "./dom.js";
import { changeOf, type Wish } from "./filters.js";
import type { Shared } from "./hash.js";
import { choose, Translator } from "./i18n/index.js";
import { listen } from "./keys.js";
import { BaseLayer } from "./map/base.js";
import { BaseNames } from "./map/names.js";
import { Settings, type Owner } from "./settings.js";
import { TiledBoard } from "./tiled/board.js";
import type { Header } from "./tiled/header.js";
import { TiledShell } from "./tiled/shell.js";
import { aim } from "./ui/aim.js";
import { hover } from "./ui/hover.js";
import { PHONE } from "./ui/shell.js";

const container = document.querySelector<HTMLElement>(".gm-map")!;
const root = h("div", { class: "gm-app", id: "gm-app" });

class Page implements Owner {
  readonly map: L.Map;
  readonly board: TiledBoard;
  private readonly settings: Settings;
  private shell: TiledShell | null = null;
  private base: BaseLayer | null = null;

  constructor(header: Header) {
    container.after(root);
    this.settings = new Settings(this, container, root);
    this.map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 1,
      maxZoom: 16,
      fadeAnimation: false,
    });
    this.firstView(header);
    this.board = new TiledBoard(header, this.map, root, this.settings.translator);
    this.build();
  }

  async start(): Promise<void> {
    await this.addBase();
    this.board.layer.addTo(this.map);
    await this.board.filter(this.settings.shared.filters);
    await this.board.look();
    hover(this.board, container);
    aim(this.board, container);
    listen(this.board, () => this.shell!);
    this.settings.follow();
    await this.select(this.settings.shared.selected);
  }

  // What the settings ask of the page.

  build(): void {
    this.shell?.leave();
    this.board.silence();
    this.shell = new TiledShell(this.board, this.settings);
    this.settings.lead();
    this.board.layer.redraw();
  }

  recolour(): void {
    Object.assign(this.board.layer.palette, this.settings.look.palette);
    this.base?.redraw();
    this.board.layer.redraw();
  }

  async show(shared: Shared): Promise<void> {
    if (shared.view) {
      this.map.setView([shared.view.lat, shared.view.lng], shared.view.zoom, { animate: false });
    }
    await this.board.filter(shared.filters);
    await this.board.look();
    await this.select(shared.selected);
  }

  // What a program on the page may call.

  /** Opens an incident that is drawn by itself; false where it is not. */
  async select(id: string | null): Promise<boolean> {
    const row = id === null ? -1 : this.board.rowOf(id);
    if (row < 0 && id !== null) return false;
    await this.board.read(row);
    return true;
  }

  async filter(wish: Wish): Promise<void> {
    await this.board.filter(changeOf(wish));
    await this.board.look();
  }

  state(): unknown {
    return this.settings.state();
  }

  private firstView({ bounds }: Header): void {
    const { view } = this.settings.shared;
    if (view) this.map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else {
      const [west, south, east, north] = bounds ?? [-170, -60, 170, 75];
      const phone = window.matchMedia(PHONE).matches;
      this.map.fitBounds([[south, west], [north, east]], {
        maxZoom: 8,
        animate: false,
        paddingTopLeft: phone ? [20, 130] : [340, 40],
        paddingBottomRight: [40, 150],
      });
    }
  }

  private async addBase(): Promise<void> {
    const packed = fromBase64(document.getElementById("gm-base")!.textContent!);
    const data = unpack<BaseHeader>(await inflate(packed));
    const { settings } = this;
    settings.credit = data.header.attribution;
    this.base = new BaseLayer(data, settings.look);
    this.base.addTo(this.map);
    const names = new BaseNames(data.header, settings.look);
    this.board.layer.beneath = (context, frame, taken) => names.paint(context, frame, taken, new Set());
    fill(root.querySelector(".gm-credit")!, settings.attribution());
  }
}

declare global {
  interface Window {
    geomap: unknown;
  }
}

const words = new Translator(choose(navigator.languages));
if (location.protocol === "file:") {
  const notice = document.querySelector<HTMLElement>(".gm-needs-server")!;
  fill(notice, words.say("tiled.needsServer"));
  notice.hidden = false;
} else {
  const page = new Page(JSON.parse(document.getElementById("gm-tiled")!.textContent!) as Header);
  const ready = page.start();
  const { map, board } = page;
  window.geomap = {
    ready,
    map,
    count: () => board.passing.count,
    inView: () => board.inView(),
    visible: () => board.layer.rows().map((row) => board.store.idOf(row)),
    select: (id: string | null) => page.select(id),
    filter: (wish: Wish) => page.filter(wish),
    state: () => page.state(),
  };
}
