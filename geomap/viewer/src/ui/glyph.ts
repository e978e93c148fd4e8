/** The legend's signs, drawn as the map draws them. */

import { svg } from "../dom.js";

export function kindGlyph(kind: string, colour = "currentColor"): SVGElement {
  const sign =
    kind === "retaliation"
      ? svg("path", { d: "M6 0.5 11.5 6 6 11.5 0.5 6Z", fill: colour })
      : kind === "other"
        ? svg("rect", { x: 1.5, y: 1.5, width: 9, height: 9, fill: colour })
        : svg("circle", { cx: 6, cy: 6, r: 5, fill: colour });
  return frame(12, sign);
}

export function linkGlyph(): SVGElement {
  const line = svg("path", {
    d: "M1 9 Q10 -1 19 8",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.6,
  });
  const head = svg("path", { d: "M21 10.5 15.8 8.8 19.6 5Z", fill: "currentColor" });
  return frame(22, line, head);
}

export function areaGlyph(): SVGElement {
  const edge = svg("rect", {
    x: 1,
    y: 1,
    width: 20,
    height: 10,
    fill: "none",
    stroke: "currentColor",
    "stroke-dasharray": "3 2",
  });
  const lines = [3, 9, 15].map((x) =>
    svg("path", { d: `M${x} 11 L${x + 6} 1`, stroke: "currentColor", "stroke-width": 0.8 }),
  );
  return frame(22, edge, ...lines);
}

export function nearGlyph(): SVGElement {
  const ring = svg("circle", {
    cx: 6,
    cy: 6,
    r: 5,
    fill: "none",
    stroke: "currentColor",
    "stroke-dasharray": "2.5 2",
  });
  return frame(12, ring, svg("circle", { cx: 6, cy: 6, r: 2.2, fill: "currentColor" }));
}

export function manyGlyph(): SVGElement {
  const ring = svg("circle", {
    cx: 6,
    cy: 6,
    r: 4.4,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 2.4,
  });
  return frame(12, ring);
}

function frame(width: number, ...children: SVGElement[]): SVGElement {
  const box = { width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true" };
  return svg("svg", box, ...children);
}
