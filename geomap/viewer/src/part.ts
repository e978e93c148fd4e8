import type { Part } from "./data/store.js";

/** The texts of `<script type="application/gzip" id="PREFIX-NAME">` tags; empty for none. */
export function part(owner: Document, prefix: string): Part {
  return (name) => owner.getElementById(`gm${prefix}-${name}`)?.textContent ?? "";
}
