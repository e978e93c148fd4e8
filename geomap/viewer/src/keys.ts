/** Keys that work anywhere but in a field that is typed into. */

import type { TimeBar } from "./ui/timebar.js";

interface Steps {
  readonly root: HTMLElement;
  step(by: 1 | -1): void;
}

interface Cards {
  readonly time: TimeBar | null;
  close(): boolean;
}

export function listen(app: Steps, shell: () => Cards): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (event.key === "Escape") {
      if (target.matches("input") && (target as HTMLInputElement).value) return;
      if (shell().close()) event.preventDefault();
      target.blur();
      return;
    }
    if (target.matches("input, select, textarea")) return;
    const act: Partial<Record<string, () => void>> = {
      "/": () => app.root.querySelector<HTMLInputElement>(".gm-search")?.focus(),
      "[": () => shell().time?.move(-1),
      "]": () => shell().time?.move(1),
      n: () => app.step(1),
      p: () => app.step(-1),
    };
    if (!target.matches("button, [role=treeitem], summary, a")) act[" "] = () => shell().time?.toggle();
    const action = act[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
