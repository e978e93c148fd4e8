/** The table of what is in view: the same incidents as text, in step with the map. */

import type { App } from "../app.js";
import { fill, focusIn, h, told } from "../dom.js";
import { kindGlyph } from "./glyph.js";
import { actorName, countryName, kindName, whenShort } from "./words.js";

/** Pixels per row, as the style sheet has it. */
const ROW = 36;
const SPARE = 8;

interface Column {
  readonly name: "date" | "kind" | "title" | "actor" | "country" | "place" | "precision";
  /** Ranks of all rows, or of the ones with a smaller number first. */
  readonly rank: (app: App) => Promise<ArrayLike<number>>;
  readonly cell: (app: App, row: number) => Node;
}

const COLUMNS: readonly Column[] = [
  {
    name: "date",
    rank: async (app) => app.store.first,
    cell: (app, row) => document.createTextNode(whenShort(app, row)),
  },
  {
    name: "kind",
    rank: async (app) => byLayer(app, ({ kind }) => kind),
    cell: (app, row) => {
      const { kind, colour } = app.store.layerOf(row);
      return h("span", { class: "gm-cell-kind" }, kindGlyph(kind, colour), kindName(app, kind));
    },
  },
  { name: "title", rank: (app) => app.store.order("title"), cell: titleCell },
  {
    name: "actor",
    rank: async (app) => byLayer(app, ({ actor }) => actor),
    cell: (app, row) => told(actorName(app, app.store.layerOf(row).actor)),
  },
  {
    name: "country",
    rank: async (app) => byLayer(app, ({ country }) => country),
    cell: (app, row) => told(countryName(app, app.store.layerOf(row).country)),
  },
  { name: "place", rank: async (app) => byPlace(app), cell: (app, row) => told(app.store.placeOf(row) ?? "") },
  {
    name: "precision",
    rank: async (app) => app.store.precision,
    cell: (app, row) => {
      const precision = app.store.precisionOf(row);
      const words = precision === "unknown" ? "" : app.translator.maybe(`precision.${precision}`, precision);
      return document.createTextNode(words);
    },
  },
];

export class Table {
  readonly element: HTMLElement;
  private readonly count = h("p", { role: "status" });
  private readonly body = h("tbody", {});
  private readonly scroll: HTMLElement;
  private readonly table: HTMLTableElement;
  private readonly heads: readonly HTMLElement[];
  private inView = true;
  private rows: number[] = [];
  private sorted: Column = COLUMNS[0]!;
  private upward = false;
  private asked = 0;

  constructor(private readonly app: App) {
    const { translator: t } = app;
    this.heads = COLUMNS.map((column) => this.head(column));
    this.table = h("table", {}, h("thead", {}, h("tr", {}, ...this.heads)), this.body);
    this.scroll = h(
      "div",
      { class: "gm-scroll", tabindex: 0, role: "region", "aria-label": t.say("table.title") },
      this.table,
    );
    this.scroll.addEventListener("scroll", () => this.draw());
    // Told of scrolling a frame later; by then a fast Tab would have left the rows that are drawn.
    this.scroll.addEventListener("keydown", ({ key }) => key === "Tab" && this.draw());
    const box = h("input", { type: "checkbox", onchange: () => this.setInView(box.checked) });
    box.checked = true;
    const only = h("label", { class: "gm-check" }, box, t.say("table.inView"));
    this.element = h(
      "div",
      { class: "gm-table" },
      h("div", { class: "gm-table-bar" }, this.count, only),
      this.scroll,
    );
    app.on("filter", () => void this.update());
    app.on("view", () => this.inView && void this.update());
    app.on("select", () => this.draw());
  }

  /** Rows and order anew; does nothing while the table is out of sight. */
  async update(): Promise<void> {
    if (!this.element.isConnected || this.element.offsetParent === null) return;
    const asked = ++this.asked;
    const rank = await this.sorted.rank(this.app);
    if (asked !== this.asked) return;
    const rows = this.inView ? this.app.layer.rowsInView() : this.passing();
    const sign = this.upward ? 1 : -1;
    this.rows = rows.sort((a, b) => sign * (rank[a]! - rank[b]!) || a - b);
    const { translator: t } = this.app;
    fill(this.count, t.say("incidents", { n: rows.length }));
    this.table.setAttribute("aria-rowcount", String(rows.length + 1));
    this.draw();
  }

  private passing(): number[] {
    const rows: number[] = [];
    this.app.passing.rows.forEach((passes, row) => passes && rows.push(row));
    return rows;
  }

  private setInView(inView: boolean): void {
    this.inView = inView;
    void this.update();
  }

  private head(column: Column): HTMLElement {
    const { translator: t } = this.app;
    const name = t.say(`field.${column.name}`);
    const sort = h("button", { type: "button", onclick: () => this.sort(column) }, name);
    const head = h("th", { scope: "col", class: `gm-col-${column.name}` }, sort);
    if (column === this.sorted) head.setAttribute("aria-sort", "descending");
    return head;
  }

  private sort(column: Column): void {
    this.upward = column === this.sorted ? !this.upward : column.name !== "date";
    this.sorted = column;
    COLUMNS.forEach((other, index) => {
      if (other !== column) this.heads[index]!.removeAttribute("aria-sort");
      else this.heads[index]!.setAttribute("aria-sort", this.upward ? "ascending" : "descending");
    });
    this.scroll.scrollTop = 0;
    void this.update();
  }

  /** Only the rows that are seen, between two spacers. */
  private draw(): void {
    if (this.element.offsetParent === null) return;
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / ROW) - SPARE);
    const fitting = Math.ceil(this.scroll.clientHeight / ROW) + 2 * SPARE;
    const last = Math.min(this.rows.length, first + fitting);
    const rows = this.rows.slice(first, last).map((row, index) => this.row(row, first + index));
    if (this.rows.length === 0) {
      const none = h("td", { colspan: COLUMNS.length }, this.app.translator.say("table.none"));
      fill(this.body, h("tr", {}, none));
      return;
    }
    const focused = focusIn(this.body)?.closest("tr")?.dataset.row;
    fill(this.body, spacer(first), ...rows, spacer(this.rows.length - last));
    if (focused !== undefined) this.focus(focused);
  }

  /** The keyboard stays on its row, or in the table where the row was scrolled away. */
  private focus(row: string): void {
    const same = this.body.querySelector<HTMLElement>(`tr[data-row="${row}"] button`);
    (same ?? this.scroll).focus({ preventScroll: true });
  }

  private row(row: number, place: number): HTMLElement {
    const cells = COLUMNS.map((column) =>
      h("td", { class: `gm-col-${column.name}` }, column.cell(this.app, row)),
    );
    const element = h("tr", { "aria-rowindex": place + 2, onclick: () => this.app.select(row) }, ...cells);
    element.dataset.row = String(row);
    if (row === this.app.selected) element.setAttribute("aria-current", "true");
    return element;
  }
}

function spacer(rows: number): HTMLElement | null {
  if (rows === 0) return null;
  const cell = h("td", { colspan: COLUMNS.length });
  cell.style.height = `${rows * ROW}px`;
  return h("tr", { class: "gm-spacer", "aria-hidden": "true" }, cell);
}

function titleCell(app: App, row: number): Node {
  const { store, translator: t } = app;
  const button = h("button", { type: "button", class: "gm-cell-title", dir: "auto" }, store.ids[row]!);
  void store
    .text(row, "title")
    .then((title) => (button.textContent = title ?? t.say("panel.untitled")));
  return button;
}

function byLayer(app: App, key: (layer: App["store"]["layers"][number]) => string): Int32Array {
  const names = [...new Set(app.store.layers.map(key))].sort(new Intl.Collator().compare);
  const rank = app.store.layers.map((layer) => names.indexOf(key(layer)));
  return app.store.layer.map((code) => rank[code]!);
}

function byPlace(app: App): Int32Array {
  const { places } = app.store.header;
  const compare = new Intl.Collator().compare;
  const order = [...places.keys()].sort((a, b) => compare(places[a]!, places[b]!));
  const rank = new Int32Array(places.length);
  order.forEach((place, index) => (rank[place] = index));
  return Int32Array.from({ length: app.store.count }, (_, row) => {
    const code = app.store.placeCode(row);
    return code < 0 ? places.length : rank[code]!;
  });
}
