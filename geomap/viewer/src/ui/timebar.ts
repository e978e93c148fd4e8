/** Time: bars for what is there, a window to drag, play and step. */

import type { Board } from "../board.js";
import { fill, h } from "../dom.js";
import { moveBy, startOf, type Step } from "../days.js";

const PLAY_EVERY = 650;

export class TimeBar {
  readonly element: HTMLElement;
  private readonly sentence = h("p", { class: "gm-time-sentence", role: "status" });
  private readonly bars = h("div", { class: "gm-bars", "aria-hidden": "true" });
  private readonly axis = h("div", { class: "gm-axis", "aria-hidden": "true" });
  private readonly span = h("div", { class: "gm-span" });
  private readonly handles: readonly HTMLElement[];
  private readonly play: HTMLButtonElement;
  private readonly track: HTMLElement;
  private step: Step;
  private timer = 0;

  constructor(
    private readonly app: Board,
    private readonly days: readonly [number, number],
    private readonly edges: readonly number[],
  ) {
    const { translator: t } = app;
    const wished = days[1] - days[0] > 800 ? "month" : days[1] - days[0] > 60 ? "week" : "day";
    this.step = app.steps.includes(wished) ? wished : app.steps[0]!;
    this.handles = [this.handle("from"), this.handle("to")];
    this.track = h("div", { class: "gm-track" }, this.bars, this.span, ...this.handles);
    this.track.addEventListener("pointerdown", (event) => this.drag(event));
    this.play = button("▶", t.say("time.play"), () => this.toggle());
    this.play.setAttribute("aria-keyshortcuts", "Space");
    const select = h("select", {
      "aria-label": t.say("time.step"),
      onchange: () => (this.step = select.value as Step),
    });
    for (const step of app.steps) select.append(h("option", { value: step }, t.say(`time.${step}` as never)));
    select.value = this.step;
    const tools = h(
      "div",
      { class: "gm-time-tools" },
      button("‹", t.say("time.back"), () => this.move(-1)),
      this.play,
      select,
      button("›", t.say("time.forward"), () => this.move(1)),
      button(t.say("time.all"), t.say("time.allLong"), () => void app.filter({ from: null, to: null })),
    );
    this.element = h(
      "section",
      { class: "gm-card gm-time", "aria-label": t.say("time") },
      h("div", { class: "gm-time-top" }, this.sentence, tools),
      this.track,
      this.axis,
    );
    this.drawAxis();
    app.on("filter", () => this.update());
    this.update();
  }

  /** The window moved by whole steps; without a window, the first or last step alone. */
  move(by: number): void {
    const { filters } = this.app;
    const [least, most] = this.days;
    if (filters.from === null && filters.to === null) {
      const from = startOf(by > 0 ? least : most, this.step);
      this.set(from, moveBy(from, this.step, 1) - 1);
      return;
    }
    const from = filters.from ?? least;
    const after = (filters.to ?? most) + 1;
    const moved = moveBy(from, this.step, by);
    if (moved > most || moveBy(after, this.step, by) - 1 < least) return;
    this.set(moved, moveBy(after, this.step, by) - 1);
  }

  toggle(): void {
    if (this.timer) {
      this.pause();
      return;
    }
    const { filters } = this.app;
    const atEnd = filters.to !== null && filters.to >= this.days[1];
    if (atEnd) void this.app.filter({ from: null, to: null });
    this.play.textContent = "⏸";
    this.play.setAttribute("aria-label", this.app.translator.say("time.pause"));
    this.move(1);
    this.timer = window.setInterval(() => {
      const before = this.app.filters.from;
      this.move(1);
      if (this.app.filters.from === before) this.pause();
    }, PLAY_EVERY);
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = "▶";
    this.play.setAttribute("aria-label", this.app.translator.say("time.play"));
  }

  private set(from: number, to: number): void {
    const [least, most] = this.days;
    const whole = from <= least && to >= most;
    void this.app.filter({ from: whole ? null : from, to: whole ? null : to });
  }

  private update(): void {
    const { app } = this;
    const { translator: t, passing, filters } = app;
    const from = filters.from ?? this.days[0];
    const to = filters.to ?? this.days[1];
    const shown = [Math.max(from, this.days[0]), Math.min(to, this.days[1])];
    const dates = shown[0]! <= shown[1]! ? t.span(shown[0]!, shown[1]!) : t.span(from, to);
    const words = t.say("time.shown", { dates, incidents: t.say("incidents", { n: passing.count }) });
    const undated = passing.undated > 0 ? t.say("time.undated", { n: passing.undated }) : "";
    fill(this.sentence, words, undated && h("span", { class: "gm-faint" }, ` · ${undated}`));
    this.drawBars(from, to);
    this.place(from, to);
  }

  private drawBars(from: number, to: number): void {
    const heights = this.app.histogram(this.edges);
    const highest = Math.max(1e-9, ...heights);
    if (this.bars.childElementCount !== heights.length) {
      fill(this.bars, ...Array.from(heights, () => h("span", {})));
    }
    heights.forEach((height, bar) => {
      const element = this.bars.children[bar] as HTMLElement;
      const percent = height === 0 ? 0 : Math.max(4, (100 * height) / highest);
      element.style.height = `${percent}%`;
      element.style.flexGrow = String(this.edges[bar + 1]! - this.edges[bar]!);
      const inside = this.edges[bar]! <= to && this.edges[bar + 1]! > from;
      element.classList.toggle("gm-inside", inside);
    });
  }

  private place(from: number, to: number): void {
    const { filters, translator: t } = this.app;
    const rtl = t.direction === "rtl";
    const start = this.share(from);
    const stop = this.share(to + 1);
    const windowed = filters.from !== null || filters.to !== null;
    this.span.classList.toggle("gm-whole", !windowed);
    this.span.style[rtl ? "right" : "left"] = `${start * 100}%`;
    this.span.style.width = `${Math.max(0, stop - start) * 100}%`;
    [start, stop].forEach((at, index) => {
      const handle = this.handles[index]!;
      handle.style[rtl ? "right" : "left"] = `${at * 100}%`;
      const day = index === 0 ? from : to;
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", t.date(day));
    });
  }

  private handle(end: "from" | "to"): HTMLElement {
    const { translator: t } = this.app;
    const element = h("div", {
      class: "gm-handle",
      role: "slider",
      tabindex: 0,
      "aria-label": t.say(`time.${end}`),
      "aria-valuemin": this.days[0],
      "aria-valuemax": this.days[1],
    });
    element.dataset.end = end;
    element.addEventListener("keydown", (event) => {
      const rtl = t.direction === "rtl" ? -1 : 1;
      const by =
        { ArrowRight: rtl, ArrowLeft: -rtl, ArrowUp: 1, ArrowDown: -1 }[event.key] ??
        { PageUp: 6, PageDown: -6 }[event.key];
      const edge = { Home: this.days[0], End: this.days[1] }[event.key];
      if (by === undefined && edge === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const day = this.app.filters[end] ?? this.days[end === "from" ? 0 : 1];
      const next = edge ?? (end === "to" ? moveBy(day + 1, this.step, by!) - 1 : moveBy(day, this.step, by!));
      this.pull(end, next);
    });
    return element;
  }

  private pull(end: "from" | "to", day: number): void {
    const { filters } = this.app;
    const clamped = Math.max(this.days[0], Math.min(this.days[1], day));
    const from = filters.from ?? this.days[0];
    const to = filters.to ?? this.days[1];
    if (end === "from") this.set(Math.min(clamped, to), to);
    else this.set(from, Math.max(clamped, from));
  }

  /** A handle is pulled, the window is moved, or outside of it a new one is drawn. */
  private drag(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { filters } = this.app;
    const begun = this.dayAt(event.clientX);
    const end = (event.target as HTMLElement).dataset.end as "from" | "to" | undefined;
    const from = filters.from ?? this.days[0];
    const to = filters.to ?? this.days[1];
    const windowed = filters.from !== null || filters.to !== null;
    const inside = windowed && begun >= from && begun <= to;
    if (end) this.handles[end === "from" ? 0 : 1]!.focus();
    let pending = 0;
    const follow = (move: PointerEvent) => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(() => {
        const day = this.dayAt(move.clientX);
        if (end) this.pull(end, day);
        else if (inside) this.shift(from, to, day - begun);
        else this.set(Math.min(begun, day), Math.max(begun, day));
      });
    };
    const stop = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
  }

  private shift(from: number, to: number, by: number): void {
    const kept = Math.max(this.days[0] - from, Math.min(this.days[1] - to, by));
    this.set(from + kept, to + kept);
  }

  private share(day: number): number {
    const [least, most] = this.days;
    return Math.max(0, Math.min(1, (day - least) / (most - least + 1)));
  }

  private dayAt(clientX: number): number {
    const { left, right, width } = this.track.getBoundingClientRect();
    const rtl = this.app.translator.direction === "rtl";
    const share = Math.max(0, Math.min(0.9999, (rtl ? right - clientX : clientX - left) / width));
    const [least, most] = this.days;
    return least + Math.floor(share * (most - least + 1));
  }

  private drawAxis(): void {
    const { translator: t } = this.app;
    const [least, most] = this.days;
    const marks = Math.min(4, most - least + 1);
    const years = most - least > 365 * 6;
    for (let mark = 0; mark < marks; mark++) {
      const day = Math.round(least + ((most - least) * mark) / Math.max(1, marks - 1));
      const words = years ? t.year(day) : most - least > 62 ? t.monthYear(day, true) : t.date(day);
      this.axis.append(h("span", {}, words));
    }
  }
}

function button(sign: string, name: string, onclick: () => void): HTMLButtonElement {
  return h("button", { type: "button", "aria-label": name, title: name, onclick }, sign);
}
