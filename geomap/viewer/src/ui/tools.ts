/** What else can be done: download, link, print; base map, colours, language; the keys. */

import type { App } from "../app.js";
import type { Board } from "../board.js";
import { csv, geojson, save } from "../download.js";
import { fill, h } from "../dom.js";
import { png } from "../picture.js";
import { LANGUAGES, type Key } from "../i18n/index.js";
import type { Settings } from "../settings.js";
import { SERVICES, type Service } from "./tiles.js";

/** What the page around the map does on the tools' behalf. */
export interface Host {
  readonly settings: Settings;
  readonly address: () => string;
  readonly base: () => string;
  readonly setBase: (service: Service | null) => void;
  readonly attribution: () => string;
}

export function downloads(app: App): HTMLElement {
  const { translator: t } = app;
  const busy = (work: () => Promise<void>) => (event: MouseEvent) => {
    const button = event.currentTarget as HTMLButtonElement;
    button.disabled = true;
    void work().finally(() => (button.disabled = false));
  };
  const item = (key: Key, work: () => Promise<void>) =>
    h("button", { type: "button", class: "gm-menu-item", onclick: busy(work) }, t.say(key));
  const count = h("p", { class: "gm-faint" });
  const update = () =>
    fill(count, t.say("download.count", { incidents: t.say("incidents", { n: app.passing.count }) }));
  app.on("filter", update);
  update();
  return h(
    "div",
    { class: "gm-view" },
    count,
    item("download.csv", async () => save(`\ufeff${await csv(app)}`, "incidents.csv", "text/csv")),
    item("download.geojson", async () =>
      save(await geojson(app), "incidents.geojson", "application/geo+json"),
    ),
    item("download.png", async () =>
      save(await png(app, (app.root.querySelector(".gm-credit")?.textContent ?? "")), "map.png"),
    ),
  );
}

export function settings(app: App, host: Host): HTMLElement {
  const parts = [base(app, host), theme(app, host.settings), language(app, host.settings), keys(app)];
  return h("div", { class: "gm-view" }, ...parts);
}

function base(app: App, host: Host): HTMLElement {
  const { translator: t } = app;
  const notice = h("div", { class: "gm-consent", role: "status" });
  const group = h("fieldset", {}, h("legend", {}, t.say("map.base")));
  const name = `gm-base-${app.root.id}`;
  const choices = [null, ...SERVICES];
  const boxes = choices.map((service) => {
    const box = h("input", { type: "radio", name, value: service?.key ?? "offline" });
    box.checked = host.base() === box.value;
    box.addEventListener("change", () => (service ? ask(service) : choose(null)));
    group.append(h("label", { class: "gm-check" }, box, service?.name ?? t.say("map.base.offline")));
    return box;
  });
  const choose = (service: Service | null) => {
    fill(notice);
    host.setBase(service);
    boxes.forEach((box) => (box.checked = box.value === host.base()));
  };
  const ask = (service: Service) => {
    const agree = h(
      "button",
      { type: "button", class: "gm-primary", onclick: () => choose(service) },
      t.say("map.base.agree", { host: service.host }),
    );
    const cancel = h(
      "button",
      { type: "button", onclick: () => choose(null) },
      t.say("map.base.cancel"),
    );
    fill(notice, h("p", {}, t.say("map.base.notice", { host: service.host })), agree, cancel);
    agree.focus();
  };
  group.append(notice);
  return group;
}

export function theme(app: Board, settings: Settings): HTMLElement {
  const { translator: t } = app;
  const select = h("select", { onchange: () => settings.setTheme(select.value) });
  for (const name of ["auto", "light", "dark"]) {
    select.append(h("option", { value: name }, t.say(`map.theme.${name}` as Key)));
  }
  select.value = settings.theme();
  return h("label", { class: "gm-setting" }, t.say("map.theme"), select);
}

export function language(app: Board, settings: Settings): HTMLElement {
  const { translator: t } = app;
  const select = h("select", { onchange: () => settings.setLanguage(select.value) });
  for (const [code, words] of Object.entries(LANGUAGES)) {
    select.append(h("option", { value: code, lang: code }, String(words._name)));
  }
  select.value = t.language;
  return h("label", { class: "gm-setting" }, t.say("map.language"), select);
}

function keys(app: App): HTMLElement {
  const { translator: t } = app;
  const list = h("dl", { class: "gm-keys" });
  const pairs: [string, Key][] = [
    ["/", "key.search"],
    ["[ ]", "key.step"],
    ["Space", "key.play"],
    ["n p", "key.next"],
    ["← ↑ ↓ →", "key.tree"],
    ["Esc", "key.close"],
  ];
  for (const [key, words] of pairs) list.append(h("dt", { dir: "ltr" }, key), h("dd", {}, t.say(words)));
  return h("details", {}, h("summary", {}, t.say("map.keys")), list);
}
