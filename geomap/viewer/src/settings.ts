/** Language, colours and address of a page of its own: what the reader sets, and what a link carries. */

import type L from "leaflet";
import type { Board } from "./board.js";
import { isoDay } from "./days.js";
import { listOf } from "./filters.js";
import { read, write, type Shared } from "./hash.js";
import { choose, Translator } from "./i18n/index.js";
import { paletteOf, type Palette } from "./map/palette.js";

/** The page that the settings are of: how it shows them. */
export interface Owner {
  readonly map: L.Map;
  readonly board: Board & { translator: Translator; tell(topic: "select"): void };
  /** Builds the interface, anew where there is one. */
  build(): void;
  /** Draws in the colours that the style sheet has now. */
  recolour(): void;
  /** Takes over filters, view and selection of an address. */
  show(shared: Shared): Promise<void>;
}

/** Milliseconds of quiet before the address is written: browsers refuse one that changes too often. */
const QUIET = 200;

export class Settings {
  shared: Shared = read(location.hash);
  /** How the base map is drawn. */
  readonly look: { readonly palette: Palette; translator: Translator; under: boolean };
  /** Whom the offline base map is owed to. */
  credit = "";
  private writing = 0;
  private following = false;

  constructor(
    private readonly owner: Owner,
    private readonly container: HTMLElement,
    private readonly root: HTMLElement,
  ) {
    this.applyTheme();
    const translator = new Translator(choose([this.shared.language ?? "", ...navigator.languages]));
    this.look = { palette: paletteOf(root), translator, under: false };
    this.applyLanguage();
  }

  get translator(): Translator {
    return this.look.translator;
  }

  setLanguage(language: string): void {
    this.shared = { ...this.shared, language };
    this.look.translator = new Translator(language);
    this.owner.board.translator = this.translator;
    this.applyLanguage();
    this.owner.build();
    this.owner.board.tell("select");
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

  attribution(): string {
    return `${this.translator.say("map.base.offline")} · ${this.credit}`;
  }

  /** What a program on the page is told of it; each page adds what it alone has. */
  state() {
    const { filters, store } = this.owner.board;
    return {
      filters: {
        countries: listOf(filters.countries),
        actors: listOf(filters.actors),
        kinds: listOf(filters.kinds),
        from: dayText(filters.from),
        to: dayText(filters.to),
        layersOff: [...filters.off].map((layer) => store.layers[layer]),
        links: filters.links,
        areas: filters.areas,
      },
      view: this.view(),
      selected: this.selected(),
      language: this.translator.language,
      theme: this.theme(),
    };
  }

  /** The page follows an address that is typed or gone back to, and the colours of the system. */
  follow(): void {
    this.following = true;
    window.addEventListener("hashchange", () => void this.adopt(read(location.hash)));
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.recolour());
  }

  /**
   * The address follows the board, until the board forgets who listens. Before the page follows the
   * address nothing is written: what a link asks for is not shown yet.
   */
  lead(): void {
    for (const topic of ["filter", "select", "view"] as const) {
      this.owner.board.on(topic, () => this.share());
    }
  }

  private async adopt(shared: Shared): Promise<void> {
    const language = choose([shared.language ?? this.translator.language]);
    this.shared = shared;
    if (language !== this.translator.language) this.setLanguage(language);
    this.applyTheme();
    this.recolour();
    await this.owner.show(shared);
  }

  private applyLanguage(): void {
    const { translator: t } = this;
    document.documentElement.lang = t.language;
    document.documentElement.dir = t.direction;
    this.container.setAttribute("aria-label", t.say("map.label"));
    this.container.setAttribute("role", "application");
  }

  /** The theme and, where the address says so, only map, title and time. */
  private applyTheme(): void {
    const embedded = this.shared.embed || new URLSearchParams(location.search).has("embed");
    document.documentElement.dataset.theme = this.theme();
    document.documentElement.classList.toggle("gm-embed", embedded);
  }

  private recolour(): void {
    Object.assign(this.look.palette, paletteOf(this.root));
    this.owner.recolour();
  }

  private share(): void {
    if (!this.following) return;
    clearTimeout(this.writing);
    this.writing = window.setTimeout(() => this.write(), QUIET);
  }

  private view(): { lat: number; lng: number; zoom: number } {
    const { lat, lng } = this.owner.map.getCenter();
    return { lat, lng, zoom: this.owner.map.getZoom() };
  }

  private selected(): string | null {
    const { selected, store } = this.owner.board;
    return selected < 0 ? null : store.idOf(selected);
  }

  private write(): void {
    const { filters } = this.owner.board;
    this.shared = { ...this.shared, filters, view: this.view(), selected: this.selected() };
    try {
      history.replaceState(null, "", `#${write(this.shared)}`);
    } catch {
      // A page without an address of its own (srcdoc) has none to keep up to date.
    }
  }
}

function dayText(day: number | null): string | null {
  return day === null ? null : isoDay(day);
}
