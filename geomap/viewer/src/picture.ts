/** The map as a picture: as it is seen, with its title, legend and attribution. */

import type { App } from "./app.js";
import { shownActors } from "./download.js";
import { FONT } from "./map/palette.js";
import { tracePath } from "./map/symbols.js";
import { sentence } from "./ui/header.js";
import { signsOf } from "./ui/signs.js";
import { actorName } from "./ui/words.js";

export async function png(app: App, attribution: string): Promise<Blob> {
  const { map, root } = app;
  const size = map.getSize();
  const style = getComputedStyle(root);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const canvas = document.createElement("canvas");
  const scale = 2;
  canvas.width = size.x * scale;
  canvas.height = size.y * scale;
  const pen = canvas.getContext("2d")!;
  pen.scale(scale, scale);
  pen.fillStyle = colour("map-water");
  pen.fillRect(0, 0, size.x, size.y);
  const origin = map.getContainer().getBoundingClientRect();
  const drawn = map.getPane("mapPane")!.querySelectorAll<HTMLImageElement | HTMLCanvasElement>(
    "img.leaflet-tile-loaded, canvas.gm-canvas",
  );
  for (const piece of drawn) {
    const { left, top, width, height } = piece.getBoundingClientRect();
    pen.drawImage(piece, left - origin.left, top - origin.top, width, height);
  }
  caption(app, pen, size.x, size.y, attribution, colour);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

function caption(
  app: App,
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  attribution: string,
  colour: (name: string) => string,
): void {
  const actors = shownActors(app).slice(0, 14);
  const rtl = app.translator.direction === "rtl";
  const signs = signsOf(app);
  const lines = actors.length + signs.length;
  const box = { x: rtl ? width - 316 : 16, y: 16, width: 300, height: 74 + lines * 20 };
  pen.fillStyle = colour("paper");
  pen.globalAlpha = 0.94;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.globalAlpha = 1;
  pen.direction = rtl ? "rtl" : "ltr";
  pen.textAlign = "start";
  pen.textBaseline = "alphabetic";
  const start = rtl ? box.x + box.width - 14 : box.x + 14;
  const write = (text: string, y: number, font: string, ink: string, indent = 0) => {
    pen.font = font;
    pen.fillStyle = ink;
    pen.fillText(text, start + (rtl ? -indent : indent), y, box.width - 28 - indent);
  };
  write(app.store.header.title, box.y + 26, `600 16px ${FONT}`, colour("ink"));
  write(sentence(app), box.y + 46, `12px ${FONT}`, colour("quiet"));
  actors.forEach(([actor, shade], index) => {
    const y = box.y + 68 + index * 20;
    pen.fillStyle = shade;
    pen.beginPath();
    pen.arc(start + (rtl ? -5 : 5), y - 4, 5, 0, 2 * Math.PI);
    pen.fill();
    write(actorName(app, actor), y, `13px ${FONT}`, colour("ink"), 18);
  });
  const below = box.y + 78 + actors.length * 20;
  signs.forEach(({ shape, name }, index) => {
    const y = below + index * 20;
    pen.fillStyle = pen.strokeStyle = colour("ink");
    drawSign(pen, shape, start + (rtl ? -5 : 5), y - 4);
    write(name, y, `13px ${FONT}`, colour("quiet"), 18);
  });
  pen.direction = "ltr";
  pen.textAlign = "right";
  pen.font = `11px ${FONT}`;
  pen.fillStyle = colour("quiet");
  pen.fillText(attribution, width - 10, height - 10);
}

/** A sign of the legend around a point, in the pen's colour. */
function drawSign(pen: CanvasRenderingContext2D, shape: string, x: number, y: number): void {
  pen.save();
  if (shape === "links") {
    pen.beginPath();
    pen.moveTo(x - 6, y + 3);
    pen.quadraticCurveTo(x, y - 6, x + 4, y);
    pen.moveTo(x + 5.5, y - 3);
    pen.lineTo(x + 5, y + 2);
    pen.lineTo(x, y + 1);
    pen.stroke();
  } else if (shape === "areas") {
    pen.setLineDash([3, 2]);
    pen.strokeRect(x - 5, y - 4.5, 10, 9);
  } else if (shape === "near") {
    tracePath(pen, "attack", x, y, 2);
    pen.fill();
    pen.setLineDash([2, 2]);
    tracePath(pen, "attack", x, y, 6);
    pen.stroke();
  } else {
    tracePath(pen, shape, x, y, 4);
    pen.fill();
  }
  pen.restore();
}
