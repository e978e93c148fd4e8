/** A canvas in a Leaflet pane that follows pan and zoom, and is drawn anew when they end. */

import L from "leaflet";

/** How the unit square of Mercator lies on the canvas, in CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  /** Pixels per unit. */
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  /** The view without the margin that is drawn around it. */
  readonly margin: number;
}

/** Pixels drawn beyond the view, so that a drag does not show an edge at once. */
const MARGIN = 120;

export abstract class CanvasLayer extends L.Layer {
  readonly canvas = document.createElement("canvas");
  private zoom = 0;
  private corner = L.latLng(0, 0);
  private pending = 0;

  constructor(private readonly pane: string) {
    super();
    this.canvas.className = "gm-canvas leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  protected abstract paint(context: CanvasRenderingContext2D, frame: Frame): void;

  override onAdd(map: L.Map): this {
    map.getPane(this.pane)!.append(this.canvas);
    map.on("moveend viewreset resize", this.redraw, this);
    if (map.options.zoomAnimation && L.Browser.any3d) map.on("zoomanim", this.follow, this);
    this.redraw();
    return this;
  }

  override onRemove(map: L.Map): this {
    this.canvas.remove();
    cancelAnimationFrame(this.pending);
    map.off("moveend viewreset resize", this.redraw, this);
    map.off("zoomanim", this.follow, this);
    return this;
  }

  /** Draws on the next frame, once for however many reasons there are. */
  invalidate(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => this.redraw());
  }

  redraw(): void {
    if (!this._map) return;
    const size = this._map.getSize();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [size.x + 2 * MARGIN, size.y + 2 * MARGIN];
    const corner = this._map.containerPointToLayerPoint([-MARGIN, -MARGIN]);
    this.corner = this._map.containerPointToLatLng([-MARGIN, -MARGIN]);
    this.zoom = this._map.getZoom();
    L.DomUtil.setTransform(this.canvas, corner, 1);
    if (this.canvas.width !== Math.round(width * ratio)) this.canvas.width = width * ratio;
    if (this.canvas.height !== Math.round(height * ratio)) this.canvas.height = height * ratio;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paint(context, this.frame(width, height));
  }

  private frame(width: number, height: number): Frame {
    const bounds = this._map.getPixelBounds().min!;
    const scale = 256 * 2 ** this.zoom;
    const [left, top] = [bounds.x - MARGIN, bounds.y - MARGIN];
    return { width, height, zoom: this.zoom, scale, left, top, margin: MARGIN };
  }

  private follow(event: L.ZoomAnimEvent): void {
    const map = this._map;
    const size = map.getSize();
    const pane = L.DomUtil.getPosition(map.getPanes().mapPane);
    const origin = map.project(event.center, event.zoom).subtract(size.divideBy(2)).add(pane).round();
    const corner = map.project(this.corner, event.zoom).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, map.getZoomScale(event.zoom, this.zoom));
  }
}
