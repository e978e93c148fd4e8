/** Where the cards of the page over tiles stand: around the map, or on a phone in a sheet. */

import { h } from "../dom.js";
import type { Settings } from "../settings.js";
import { header } from "../ui/header.js";
import { legend } from "../ui/legend.js";
import { Panel } from "../ui/panel.js";
import { PHONE, Sheet } from "../ui/shell.js";
import { TimeBar } from "../ui/timebar.js";
import { language, theme } from "../ui/tools.js";
import { Tree } from "../ui/tree.js";
import type { TiledBoard } from "./board.js";

export class TiledShell {
  readonly time: TimeBar;
  private readonly panel: Panel;
  private readonly left: HTMLElement;
  private readonly layers: HTMLElement;
  private readonly tools: HTMLElement;
  private readonly zoom: HTMLElement;
  private readonly sheet: Sheet;
  private readonly trouble = h("p", { class: "gm-card gm-empty", role: "alert", hidden: true });

  constructor(
    private readonly board: TiledBoard,
    settings: Settings,
  ) {
    const { translator: t } = board;
    this.panel = new Panel(board);
    this.time = new TimeBar(board, board.days, board.edges);
    const label = { class: "gm-card gm-layers-card", "aria-label": t.say("layers") };
    const { unplaced } = board.header;
    const without = h("p", { class: "gm-unplaced" }, t.say("tiled.unplaced", { n: unplaced }));
    this.layers = h("section", label, new Tree(board).element, legend(board), unplaced > 0 && without);
    this.left = h("div", { class: "gm-left" }, this.title(), this.layers);
    this.tools = h(
      "nav",
      { class: "gm-card gm-tools", "aria-label": t.say("tools") },
      theme(board, settings),
      language(board, settings),
      h("p", { class: "gm-credit" }, settings.attribution()),
    );
    this.zoom = this.zoomButtons();
    this.sheet = new Sheet(board, ["incident", "layers"]);
    const phone = window.matchMedia(PHONE);
    phone.addEventListener("change", () => this.place());
    this.place();
    board.on("select", () => {
      if (board.selected >= 0 || board.gathered) this.sheet.show("incident");
    });
    board.onTrouble = (reason) => {
      this.trouble.hidden = reason === null;
      if (reason !== null) this.trouble.textContent = t.say("tiled.trouble", { reason });
    };
  }

  close(): boolean {
    const isOpen = this.board.selected >= 0 || this.board.gathered !== null;
    if (isOpen) this.board.closePanel();
    return isOpen;
  }

  /** Ends what would go on without the interface. */
  leave(): void {
    this.time.pause();
  }

  /** The header, whose search says that it looks through single incidents in view. */
  private title(): HTMLElement {
    const { board } = this;
    const { translator: t } = board;
    const card = header(board, () => undefined);
    const input = card.querySelector("input")!;
    const update = () => {
      const near = board.map.getZoom() >= board.header.single_zoom;
      input.disabled = !near;
      input.placeholder = t.say(near ? "tiled.search" : "tiled.searchNearer");
    };
    board.on("view", update);
    update();
    return card;
  }

  private zoomButtons(): HTMLElement {
    const { translator: t } = this.board;
    const button = (sign: string, name: string, act: () => void) =>
      h("button", { type: "button", "aria-label": name, title: name, onclick: act }, sign);
    return h(
      "div",
      { class: "gm-card gm-zoom" },
      button("+", t.say("zoom.in"), () => this.board.map.zoomIn()),
      button("−", t.say("zoom.out"), () => this.board.map.zoomOut()),
    );
  }

  /** Puts the cards where this width of window has them. */
  private place(): void {
    const { root } = this.board;
    const phone = window.matchMedia(PHONE).matches;
    root.classList.toggle("gm-phone", phone);
    if (phone) {
      this.left.replaceChildren(this.left.firstElementChild!);
      const layers = h("div", { class: "gm-sheet-layers" }, this.layers, this.tools);
      this.sheet.fill({ incident: this.panel.element, layers });
      root.replaceChildren(this.left, this.time.element, this.sheet.element, this.trouble, this.zoom);
      return;
    }
    this.left.append(this.layers);
    const right = h("div", { class: "gm-right" }, this.panel.element);
    const bottom = h("div", { class: "gm-bottom" }, this.time.element);
    root.replaceChildren(this.left, right, bottom, this.tools, this.trouble, this.zoom);
  }
}
