/** One incident, read: what is said and by whom, facts, its chain, why it is placed there. */

import type { Board } from "../board.js";
import type { Step } from "../chains.js";
import type { Cell } from "../data/protocol.js";
import { AREA, NEAR } from "../data/stacks.js";
import type { Claim, Details, Source } from "../data/store.js";
import { fill, focusIn, h, isWebAddress, outside, told } from "../dom.js";
import { kindGlyph } from "./glyph.js";
import { incidentList } from "./list.js";
import { actorName, countryName, kindName, whenOf, whenShort } from "./words.js";

/** Steps of a chain shown around the incident that is open. */
const CHAIN_STEPS = 60;

export class Panel {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "gm-panel-body" });
  private asked = 0;

  constructor(private readonly app: Board) {
    const { translator: t } = app;
    this.element = h("section", {
      class: "gm-card gm-panel",
      "aria-label": t.say("panel"),
      tabindex: -1,
    });
    this.element.append(this.body);
    app.on("select", () => void this.update());
    void this.update();
  }

  private async update(): Promise<void> {
    const { app } = this;
    const asked = ++this.asked;
    this.element.hidden = app.selected < 0 && app.gathered === null;
    if (app.selected >= 0) {
      const details = await app.store.details(app.selected);
      if (asked === this.asked) this.refill(() => this.show(details));
    } else if (app.gathered) this.refill(() => this.list());
  }

  /** New content; the keyboard stays in the panel where it was there, a step of a chain say. */
  private refill(show: () => void): void {
    const inside = focusIn(this.body) !== null;
    show();
    if (inside) this.element.focus({ preventScroll: true });
  }

  private list(): void {
    const { app } = this;
    const { translator: t } = app;
    const { rows, place, stacked, more } = app.gathered!;
    const count = t.say(stacked ? "stack.title" : "stack.cluster", { n: rows.length + more });
    const zoom = h(
      "button",
      { type: "button", class: "gm-plain", onclick: () => app.reveal(rows, true) },
      t.say("stack.zoom"),
    );
    fill(
      this.body,
      this.top([h("h2", {}, count)]),
      place && told(place, "p"),
      !stacked && rows.length > 0 && zoom,
      more > 0 && h("p", { class: "gm-faint" }, t.say("tiled.counted", { n: more })),
      incidentList(app, rows, (row) => app.select(row)),
    );
    this.body.scrollTop = 0;
  }

  private show(details: Details): void {
    const { app } = this;
    const { store, translator: t } = app;
    const row = app.selected;
    const { country, actor, kind, colour } = store.layerOf(row);
    const title = told(String(details.texts.title ?? t.say("panel.untitled")), "h2");
    const chip = h("span", { class: "gm-chip gm-kind", colour }, kindGlyph(kind, colour), kindName(app, kind));
    const by = h("span", { class: "gm-chip" }, told(actorName(app, actor)));
    const place = [countryName(app, country), store.placeOf(row)].filter((part) => part !== null);
    const back = h(
      "button",
      { type: "button", class: "gm-plain", onclick: () => app.select(-1) },
      `‹ ${t.say("panel.back")}`,
    );
    fill(
      this.body,
      this.top([chip, by]),
      app.gathered && back,
      title,
      h("p", { class: "gm-when" }, `${whenOf(app, row)} · `, told(place.join(t.say("list.comma")))),
      this.where(row, details),
      details.texts.description !== undefined &&
        details.texts.description !== null &&
        told(String(details.texts.description), "p"),
      this.said(details),
      this.facts(details),
      this.chain(details),
      this.why(row, details),
      this.candidates(details),
      this.other(details.extra),
    );
    this.body.scrollTop = 0;
  }

  private top(children: HTMLElement[]): HTMLElement {
    const name = this.app.translator.say("close");
    const onclick = () => this.app.closePanel();
    const close = h("button", { type: "button", class: "gm-close", "aria-label": name, onclick }, "×");
    return h("div", { class: "gm-panel-top" }, ...children, close);
  }

  /** A plain sentence on how exact the symbol's place is. */
  private where(row: number, { texts }: Details): HTMLElement | null {
    const { store, translator: t } = this.app;
    const look = store.lookOf(row);
    if (look < 0) {
      const note = texts.location_note ? ` ${String(texts.location_note)}` : "";
      return notice(t.say("panel.unplaced"), t.say("panel.unplacedText") + note);
    }
    const km = t.kilometres(store.radiusOf(row) ?? 0);
    const place = store.placeOf(row) ?? "";
    if (look === NEAR) {
      const words = place ? t.say("panel.nearText", { km, place }) : t.say("panel.circleText", { km });
      return notice(t.say("panel.near"), words);
    }
    if (look !== AREA) return null;
    const area = store.areaOf(row);
    const words = area
      ? t.say("panel.areaText", { area: area.name, km: t.kilometres(area.across) })
      : t.say("panel.circleText", { km });
    return notice(t.say("panel.area"), words);
  }

  private said({ claims, texts }: Details): HTMLElement {
    const { translator: t } = this.app;
    const section = h("section", {}, h("h3", {}, t.say("panel.said")));
    if (disagree(claims)) section.append(h("p", { class: "gm-faint" }, t.say("panel.disagree")));
    for (const said of byQuote(claims)) section.append(this.claim(said));
    const cited = claims.map(({ source }) => source?.url).filter(Boolean);
    const own = { publisher: text(texts.source), url: text(texts.source_url) };
    if ((own.publisher || own.url) && !cited.includes(own.url)) {
      section.append(this.source({ ...own, title: null, published: null }));
    } else if (claims.length === 0) {
      section.append(h("p", { class: "gm-faint" }, t.say("panel.noSource")));
    }
    return section;
  }

  private claim(said: readonly Claim[]): HTMLElement {
    const { translator: t } = this.app;
    const { quote, source } = said[0]!;
    const says = said
      .filter(({ value }) => value !== null)
      .map(({ field, value }) => `${t.maybe(`field.${field}`, field)}: ${value}`);
    return h(
      "blockquote",
      {},
      quote && told(`“${quote}”`, "p"),
      says.length > 0 && told(says.join(" · "), "p"),
      source && this.source(source),
    );
  }

  private source({ publisher, title, url, published }: Source): HTMLElement {
    const name = publisher ?? title ?? (url && isWebAddress(url) ? new URL(url).host : url);
    const words = [name, published].filter(Boolean).join(", ");
    const link = outside(url, this.app.translator.say("panel.source"));
    return h("p", { class: "gm-source" }, told(words), url && isWebAddress(url) ? " · " : null, link.tagName === "A" && link);
  }

  private facts({ texts }: Details): HTMLElement {
    const { translator: t } = this.app;
    const list = h("dl", {});
    const add = (name: string, value: string | null) =>
      list.append(h("dt", {}, name), value === null ? faint(t.say("notStated")) : h("dd", {}, told(value)));
    add(t.say("field.target"), text(texts.target));
    add(t.say("field.weapons"), text(texts.weapons)?.split(/\s*;\s*/).join(", ") ?? null);
    const [killed, injured] = [text(texts.killed), text(texts.injured)];
    if (killed !== null) add(t.say("field.killed"), killed);
    if (injured !== null) add(t.say("field.injured"), injured);
    if (killed === null && injured === null) {
      const known = text(texts.casualties);
      add(t.say("field.casualties"), known && t.maybe(`casualties.${known}`, known));
    }
    const type = [text(texts.event_type), text(texts.sub_event_type)].filter(Boolean).join(", ");
    if (type) add(t.say("field.event_type"), type);
    add(t.say("field.id"), this.app.store.idOf(this.app.selected));
    return h("section", {}, h("h3", {}, t.say("panel.facts")), list);
  }

  private chain({ quotes }: Details): HTMLElement | null {
    const { app } = this;
    const steps = app.chain?.steps ?? [];
    if (steps.length < 2) return null;
    const here = steps.findIndex(({ row }) => row === app.selected);
    const start = Math.max(0, Math.min(here - CHAIN_STEPS / 2, steps.length - CHAIN_STEPS));
    return h(
      "section",
      {},
      h("h3", {}, app.translator.say("panel.chain")),
      chainList(app, steps.slice(start, start + CHAIN_STEPS)),
      ...[...quotes.values()].map((quote) => h("blockquote", {}, told(`“${quote}”`))),
    );
  }

  private why(row: number, { texts }: Details): HTMLElement {
    const { store, translator: t } = this.app;
    const reasons: string[] = [];
    const written = text(texts.place);
    if (written) reasons.push(t.say("panel.asWritten", { place: written }));
    if (store.lookOf(row) >= 0) {
      const precision = t.maybe(`precision.${store.precisionOf(row)}`, store.precisionOf(row));
      const km = t.kilometres(store.radiusOf(row) ?? 0);
      if (store.radiusOf(row) !== null) reasons.push(t.say("panel.pointText", { precision, km }));
      const [lng, lat] = store.position(row);
      reasons.push(`${lat.toFixed(4)}, ${lng.toFixed(4)}`);
    }
    if (written && typeof texts.score === "number") {
      reasons.push(t.say("panel.score", { percent: `${Math.round(texts.score * 100)} %` }));
    }
    reasons.push(...String(texts.location_note ?? "").split("; ").filter(Boolean));
    const items = reasons.map((reason) => h("li", {}, told(reason)));
    return h("section", {}, h("h3", {}, t.say("panel.why")), h("ul", {}, ...items));
  }

  private candidates({ candidates }: Details): HTMLElement | null {
    const { app } = this;
    const { translator: t } = app;
    if (candidates.length < 2) return null;
    const others = candidates.slice(1);
    let shown = false;
    const button = h("button", { type: "button", class: "gm-plain" }, t.say("panel.showCandidates"));
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      shown = !shown;
      const places = others.map(
        (place) => [Number(place.lon), Number(place.lat), String(place.name)] as const,
      );
      app.showCandidates(shown ? places : []);
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = t.say(shown ? "panel.hideCandidates" : "panel.showCandidates");
    });
    const items = others.map((place) => {
      const score = `${Math.round(Number(place.score) * 100)} %`;
      const where = [place.name, place.admin1, place.country_code].filter(Boolean).join(", ");
      const words = `${where} · ${score}${place.why ? ` · ${String(place.why)}` : ""}`;
      return h("li", {}, told(words));
    });
    return h("section", {}, h("h3", {}, t.say("panel.candidates")), h("ul", {}, ...items), button);
  }

  private other(extra: Readonly<Record<string, Cell>>): HTMLElement | null {
    const cells = Object.entries(extra).filter(([, cell]) => cell !== null);
    if (cells.length === 0) return null;
    const list = h("dl", {});
    for (const [name, cell] of cells) {
      list.append(h("dt", {}, told(name)), h("dd", {}, told(String(cell))));
    }
    const summary = h("summary", {}, this.app.translator.say("panel.other"));
    return h("details", {}, summary, list);
  }
}

/** The steps of a chain as buttons that open them, each answer saying how it is known. */
export function chainList(app: Board, steps: readonly Step[]): HTMLElement {
  const { translator: t, store } = app;
  const list = h("ol", { class: "gm-chain" });
  for (const { row, depth, link } of steps) {
    const { kind, colour } = store.layerOf(row);
    const name = h("span", { class: "gm-chain-title", dir: "auto" }, store.idOf(row));
    void store.text(row, "title").then((title) => title && (name.textContent = title));
    const button = h(
      "button",
      { type: "button", class: "gm-step", onclick: () => app.select(row) },
      kindGlyph(kind, colour),
      name,
      h("span", { class: "gm-faint gm-step-date" }, whenShort(app, row)),
    );
    if (row === app.selected) button.setAttribute("aria-current", "true");
    const known = link && t.say(link.stated ? "panel.stated" : "panel.inferred");
    const answers = link && `↓ ${t.say("panel.answeredBy")}, ${known!}`;
    const item = h("li", {}, answers && h("p", { class: "gm-faint" }, answers), button);
    item.style.setProperty("--depth", String(Math.min(depth, 6)));
    list.append(item);
  }
  return list;
}

function notice(lead: string, words: string): HTMLElement {
  return h("p", { class: "gm-notice" }, h("strong", {}, lead), " ", told(words));
}

function faint(words: string): HTMLElement {
  return h("dd", { class: "gm-faint" }, words);
}

function text(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

/** Claims under the words and the source that make them, in their order. */
function byQuote(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = `${claim.quote ?? ""}\n${claim.source?.url ?? claim.source?.publisher ?? ""}`;
    const known = groups.get(key);
    if (known) known.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups.values()];
}

/** Whether two sources give one fact differently. */
function disagree(claims: readonly Claim[]): boolean {
  const first = new Map<string, Claim>();
  return claims.some((claim) => {
    const known = first.get(claim.field);
    if (!known) first.set(claim.field, claim);
    return known !== undefined && known.value !== claim.value && known.source !== claim.source;
  });
}
