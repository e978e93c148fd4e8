/** Where everything stands: cards around the map, or on a phone a sheet below it. */

import type { App } from "../app.js";
import type { Board } from "../board.js";
import { fill, h } from "../dom.js";
import { isFiltered, EVERYTHING } from "../filters.js";
import type { Key } from "../i18n/index.js";
import { header } from "./header.js";
import { legend, precisionFilter, unplacedLink } from "./legend.js";
import { Panel } from "./panel.js";
import { Table } from "./table.js";
import { TimeBar } from "./timebar.js";
import { downloads, settings, type Host } from "./tools.js";
import { Tree } from "./tree.js";
import { chainsView, unplacedView } from "./views.js";

export const PHONE = "(max-width: 720px)";
const EDGE = 16;
type Tab = "incident" | "layers" | "table";

export class Shell {
  readonly tree: Tree;
  readonly panel: Panel;
  readonly table: Table;
  readonly time: TimeBar | null;
  private readonly left: HTMLElement;
  private readonly layersCard: HTMLElement;
  private readonly view: HTMLElement;
  private readonly viewTitle = h("h2", {});
  private readonly viewBody = h("div", { class: "gm-view-body" });
  private readonly drawer: HTMLElement;
  private readonly dock: HTMLElement;
  private readonly sheet: Sheet;
  private readonly empty = h("div", { class: "gm-card gm-empty", role: "status" });
  private opener: HTMLElement | null = null;

  constructor(
    private readonly app: App,
    private readonly host: Host,
  ) {
    const { translator: t } = app;
    this.tree = new Tree(app);
    this.panel = new Panel(app);
    this.table = new Table(app);
    this.time = app.days ? new TimeBar(app, app.days, app.edges!) : null;
    const unplaced = unplacedLink(app, () => this.open("unplaced.title", unplacedView(app)));
    this.layersCard = h(
      "section",
      { class: "gm-card gm-layers-card", "aria-label": t.say("layers") },
      this.tree.element,
      legend(app),
      precisionFilter(app),
      unplaced,
    );
    const top = header(app, () => void app.store.prepareSearch());
    this.layersCard.hidden = app.store.count === 0;
    this.left = h("div", { class: "gm-left" }, top, this.layersCard);
    this.view = this.card("gm-view-card", this.viewTitle, this.viewBody, () => this.closeView());
    const tableTitle = h("h2", {}, t.say("tools.table"));
    this.drawer = this.card("gm-drawer", tableTitle, this.table.element, () => this.toggleTable(false));
    this.dock = this.tools();
    const shown = (tab: Tab) => tab === "table" && void this.table.update();
    this.sheet = new Sheet(app, ["incident", "layers", "table"], shown);
    const place = () => this.place();
    const phone = window.matchMedia(PHONE);
    phone.addEventListener("change", place);
    place();
    app.on("select", () => this.onSelect());
    app.on("filter", () => this.updateEmpty());
    this.updateEmpty();
    app.covered = () => this.covered();
  }

  toggleTable(open = this.drawer.hidden): void {
    this.drawer.hidden = !open;
    if (open) void this.table.update();
  }

  /** Closes the topmost thing that is open; false where nothing was. */
  close(): boolean {
    if (!this.view.hidden) this.closeView();
    else if (this.app.selected >= 0 || this.app.gathered) this.app.closePanel();
    else if (!this.drawer.hidden) this.toggleTable(false);
    else return false;
    return true;
  }

  /** Ends what would go on without the interface. */
  leave(): void {
    this.time?.pause();
  }

  private card(
    name: string,
    title: HTMLElement,
    body: HTMLElement,
    close: () => void,
  ): HTMLElement {
    const label = this.app.translator.say("close");
    const button = h(
      "button",
      { type: "button", class: "gm-close", "aria-label": label, onclick: close },
      "×",
    );
    title.id = `${this.app.root.id}-${name}`;
    const top = h("div", { class: "gm-panel-top" }, title, button);
    const card = h("section", { class: `gm-card ${name}`, "aria-labelledby": title.id }, top, body);
    card.hidden = true;
    return card;
  }

  private tools(): HTMLElement {
    const { translator: t, app } = { translator: this.app.translator, app: this.app };
    const item = (key: Key, act: () => void) =>
      h("button", { type: "button", class: "gm-tool", onclick: act }, t.say(key));
    const view = (key: Key, make: () => HTMLElement) => item(key, () => this.open(key, make()));
    const link = item("tools.link", () => void this.copyLink(link));
    return h(
      "nav",
      { class: "gm-card gm-tools", "aria-label": t.say("tools") },
      item("tools.table", () => this.toggleTable()),
      view("tools.chains", () => chainsView(app)),
      view("tools.download", () => downloads(app)),
      link,
      item("tools.print", () => window.print()),
      view("tools.more", () => settings(app, this.host)),
      h("p", { class: "gm-credit" }, this.host.attribution()),
    );
  }

  private async copyLink(button: HTMLElement): Promise<void> {
    const { translator: t } = this.app;
    const words = await navigator.clipboard.writeText(this.host.address()).then(
      () => t.say("link.copied"),
      () => t.say("link.failed"),
    );
    fill(button, words);
    button.setAttribute("aria-live", "polite");
    setTimeout(() => fill(button, t.say("tools.link")), 2500);
  }

  private open(title: Key, body: HTMLElement): void {
    this.opener = document.activeElement as HTMLElement | null;
    fill(this.viewTitle, this.app.translator.say(title));
    fill(this.viewBody, body);
    this.view.hidden = false;
    this.view.querySelector<HTMLElement>(".gm-close")!.focus();
  }

  private closeView(): void {
    this.view.hidden = true;
    fill(this.viewBody);
    this.opener?.focus();
  }

  private onSelect(): void {
    const { selected, gathered } = this.app;
    if (selected >= 0 || gathered) {
      if (window.matchMedia(PHONE).matches) this.closeView();
      this.sheet.show("incident");
    }
  }

  private updateEmpty(): void {
    const { app } = this;
    const { translator: t, store, passing } = app;
    const key: Key | null =
      store.count === 0
        ? "empty.none"
        : store.stacks.count === 0
          ? "empty.unplaced"
          : passing.count === 0
            ? "empty.filtered"
            : null;
    this.empty.hidden = key === null;
    if (key === null) return;
    const { links, areas } = app.filters;
    const clear = h(
      "button",
      {
        type: "button",
        class: "gm-primary",
        onclick: () => void app.filter({ ...EVERYTHING, links, areas }),
      },
      t.say("empty.clear"),
    );
    fill(this.empty, h("p", {}, t.say(key)), isFiltered(app.filters) && clear);
  }

  /** Puts the cards where this width of window has them. */
  private place(): void {
    const { root } = this.app;
    const phone = window.matchMedia(PHONE).matches;
    root.classList.toggle("gm-phone", phone);
    const time = this.time?.element ?? null;
    if (phone) {
      this.left.replaceChildren(this.left.firstElementChild!);
      this.sheet.fill({
        incident: this.panel.element,
        layers: h("div", { class: "gm-sheet-layers" }, this.layersCard, this.dock),
        table: this.table.element,
      });
      fill(root, this.left, time, this.sheet.element, this.view, this.empty);
    } else {
      this.left.append(this.layersCard);
      this.drawer.append(this.table.element);
      const right = h("div", { class: "gm-right" }, this.view, this.panel.element);
      const bottom = h("div", { class: "gm-bottom" }, this.drawer, time);
      fill(root, this.left, right, bottom, this.dock, this.empty);
    }
  }

  private covered(): [number, number, number, number] {
    const whole = this.app.map.getContainer().getBoundingClientRect();
    const box = (element: Element | null) => {
      const shape = element?.getBoundingClientRect();
      return shape && shape.width > 0 && shape.height > 0 ? shape : null;
    };
    const rtl = this.app.translator.direction === "rtl";
    const time = box(this.time?.element ?? null);
    if (window.matchMedia(PHONE).matches) {
      const top = (box(this.left)?.bottom ?? 0) - whole.top;
      const sheet = box(this.sheet.element);
      const floor = Math.min(time?.top ?? whole.bottom, sheet?.top ?? whole.bottom);
      return [EDGE, top + EDGE, EDGE, Math.max(0, whole.bottom - floor) + EDGE];
    }
    const start = box(this.left);
    const end = box(this.panel.element) ?? box(this.view);
    const [left, right] = rtl ? [end, start] : [start, end];
    const drawer = box(this.drawer) ?? time;
    return [
      (left ? left.right - whole.left : 0) + EDGE,
      EDGE * 2,
      (right ? whole.right - right.left : 0) + EDGE,
      (drawer ? whole.bottom - drawer.top : 0) + EDGE,
    ];
  }
}

/** The phone's bottom sheet: three heights, a tab for each thing. */
export class Sheet {
  readonly element: HTMLElement;
  private readonly tabs = new Map<Tab, HTMLButtonElement>();
  private readonly panes = new Map<Tab, HTMLElement>();
  private height = 0;

  constructor(
    app: Board,
    tabs: readonly Tab[],
    private readonly shown: (tab: Tab) => void = () => undefined,
  ) {
    const { translator: t } = app;
    const list = h("div", { role: "tablist", class: "gm-tabs", "aria-label": t.say("tools") });
    const body = h("div", { class: "gm-sheet-body" });
    for (const tab of tabs) {
      const id = `${app.root.id}-${tab}`;
      const button = h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `${id}-tab`,
          "aria-controls": id,
          onclick: () => this.show(tab),
        },
        t.say(`sheet.${tab}`),
      );
      button.addEventListener("keydown", (event) => this.onKey(event, tab));
      const pane = h("div", { role: "tabpanel", id, "aria-labelledby": `${id}-tab`, tabindex: 0 });
      if (tab === "incident") pane.append(h("p", { class: "gm-sheet-none" }, t.say("sheet.none")));
      this.tabs.set(tab, button);
      this.panes.set(tab, pane);
      list.append(button);
      body.append(pane);
    }
    const grip = h("div", { class: "gm-grip" });
    const up = sized("⌃", t.say("sheet.up"), () => this.resize(this.height + 1));
    const down = sized("⌄", t.say("sheet.down"), () => this.resize(this.height - 1));
    grip.append(down, list, up);
    this.drag(grip);
    this.element = h(
      "section",
      { class: "gm-card gm-sheet", "aria-label": t.say("tools") },
      grip,
      body,
    );
    this.show("layers", false);
    this.resize(0);
  }

  fill(content: Readonly<Partial<Record<Tab, HTMLElement>>>): void {
    for (const [tab, pane] of this.panes) {
      const kept = tab === "incident" ? [pane.firstElementChild!] : [];
      pane.replaceChildren(...kept, content[tab]!);
    }
  }

  show(tab: Tab, raise = true): void {
    for (const [name, button] of this.tabs) {
      button.setAttribute("aria-selected", String(name === tab));
      button.tabIndex = name === tab ? 0 : -1;
      this.panes.get(name)!.hidden = name !== tab;
    }
    if (raise && this.height === 0) this.resize(1);
    if (raise) this.shown(tab);
  }

  private resize(height: number): void {
    this.height = Math.max(0, Math.min(2, height));
    this.element.dataset.height = String(this.height);
  }

  private onKey(event: KeyboardEvent, tab: Tab): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = [...this.tabs.keys()];
    const rtl = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const next = names[(names.indexOf(tab) + step * rtl + names.length) % names.length]!;
    this.show(next);
    this.tabs.get(next)!.focus();
    event.preventDefault();
  }

  private drag(grip: HTMLElement): void {
    grip.addEventListener("pointerdown", (down) => {
      const stop = (up: PointerEvent) => {
        const moved = down.clientY - up.clientY;
        if (Math.abs(moved) > 40) this.resize(this.height + (moved > 0 ? 1 : -1));
      };
      window.addEventListener("pointerup", stop, { once: true });
    });
  }
}

function sized(sign: string, name: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", class: "gm-size", "aria-label": name, onclick }, sign);
}
