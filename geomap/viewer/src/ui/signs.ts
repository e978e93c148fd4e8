/** What the shapes on the map mean, so far as they occur: for paper and for pictures. */

import type { App } from "../app.js";
import { kindName } from "./words.js";

export interface Sign {
  /** A kind of incident, or `links`, `areas`, `near`. */
  readonly shape: string;
  readonly name: string;
}

export function signsOf(app: App): Sign[] {
  const { translator: t, store, filters } = app;
  const kinds = [...new Set(store.layers.map(({ kind }) => kind))];
  const others = [
    ...(filters.links && store.isLinked ? (["links"] as const) : []),
    ...(filters.areas ? (["areas"] as const) : []),
    "near" as const,
  ];
  return [
    ...kinds.map((kind) => ({ shape: kind, name: kindName(app, kind) })),
    ...others.map((shape) => ({ shape, name: t.say(`legend.${shape}`) })),
  ];
}
