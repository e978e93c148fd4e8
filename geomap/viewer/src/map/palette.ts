/** The map's quiet colours, as the style sheet sets them for light and dark. */
export interface Palette {
  readonly land: string;
  readonly border: string;
  readonly inner: string;
  readonly label: string;
  readonly labelFaint: string;
  readonly ink: string;
  readonly paper: string;
  readonly quiet: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    land: colour("map-land"),
    border: colour("map-border"),
    inner: colour("map-inner"),
    label: colour("map-label"),
    labelFaint: colour("map-label-faint"),
    ink: colour("ink"),
    paper: colour("paper"),
    quiet: colour("quiet"),
  };
}

export const FONT = `system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif`;
