/** Elements with words in them: text goes through textContent, and nowhere else. */

type Child = Node | string | null | false | undefined;
type Value = string | number | boolean | null | undefined | ((event: never) => void);

/** An element with properties: `onclick` is a listener, `class` and `aria-*` are attributes. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, Value>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  append(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(
  tag: string,
  properties: Readonly<Record<string, string | number>> = {},
  ...children: SVGElement[]
): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** What has the keyboard's focus inside an element, null where nothing there has. */
export function focusIn(element: Element): Element | null {
  const { activeElement } = element.getRootNode() as Document | ShadowRoot;
  return activeElement && element.contains(activeElement) ? activeElement : null;
}

/** A link that leads out of the page, or its text alone where it is not a web address. */
export function outside(address: string | null, text: string): HTMLElement {
  if (!address || !isWebAddress(address)) return h("span", {}, text);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function isWebAddress(address: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** Text from the data: its own direction, whatever the interface's is. */
export function told(text: string, tag: keyof HTMLElementTagNameMap = "span"): HTMLElement {
  return h(tag, { dir: "auto" }, text);
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

function set(element: HTMLElement, name: string, value: Value): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
  else if (name === "colour") element.style.setProperty("--colour", String(value));
  else element.setAttribute(name, value === true ? "" : String(value));
}
