/** Escalation chains: attacks, the strikes that answered them, the answers to those. */

import type { Link, Store } from "./data/store.js";

/** One incident of a chain, as deep as answers lead to it from the attack that began. */
export interface Step {
  readonly row: number;
  readonly depth: number;
  /** The link through which it answers the step above; null for what began it. */
  readonly link: Link | null;
}

export interface Chain {
  readonly steps: readonly Step[];
  /** Answers on the longest way down. */
  readonly length: number;
}

/** The chain that a row belongs to; a row without links is a chain of its own. */
export function chainOf(store: Store, row: number): Chain {
  const members = connected(store, row);
  const roots = members.filter((member) => answered(store, member).length === 0);
  const begun = roots.length > 0 ? roots : [earliest(store, members)];
  const steps: Step[] = [];
  const seen = new Set<number>();
  for (const root of begun.sort((a, b) => store.first[a]! - store.first[b]! || a - b)) {
    descend(store, root, steps, seen);
  }
  return { steps, length: Math.max(...steps.map(({ depth }) => depth)) };
}

/** Every chain of two or more incidents that `shown` lets through somewhere. */
export function allChains(store: Store, shown: (row: number) => boolean): Chain[] {
  const seen = new Set<number>();
  const chains: Chain[] = [];
  for (const { from } of store.links) {
    if (seen.has(from)) continue;
    const chain = chainOf(store, from);
    for (const { row } of chain.steps) seen.add(row);
    if (chain.steps.some(({ row }) => shown(row))) chains.push(chain);
  }
  return chains;
}

/** Links to the attacks that a row answers. */
function answered(store: Store, row: number): Link[] {
  return store.linksOf(row).filter(({ from }) => from === row);
}

function connected(store: Store, row: number): number[] {
  const seen = new Set([row]);
  for (const member of seen) {
    for (const { from, to } of store.linksOf(member)) seen.add(from).add(to);
  }
  return [...seen];
}

function earliest(store: Store, rows: readonly number[]): number {
  return rows.reduce((best, row) => (store.first[row]! < store.first[best]! ? row : best));
}

/** Depth first without recursion: a chain may be thousands long. */
function descend(store: Store, root: number, steps: Step[], seen: Set<number>): void {
  const waiting: Step[] = [{ row: root, depth: 0, link: null }];
  while (waiting.length > 0) {
    const step = waiting.pop()!;
    if (seen.has(step.row)) continue;
    seen.add(step.row);
    steps.push(step);
    const answers = store
      .linksOf(step.row)
      .filter(({ to, from }) => to === step.row && from !== to)
      .sort((a, b) => store.first[b.from]! - store.first[a.from]! || b.from - a.from);
    for (const link of answers) waiting.push({ row: link.from, depth: step.depth + 1, link });
  }
}
