/**
 * Colours of the map. Hazard colours keep their order of lightness and their hue distance for protan, deutan and
 * tritan eyes, and are never the only sign: body and mark differ too.
 */
export interface Palette {
  readonly land: string;
  readonly water: string;
  readonly dock: string;
  readonly lock: string;
  readonly shore: string;
  readonly guarded: string;
  readonly terminal: string;
  readonly terminalText: string;
  readonly waterText: string;
  readonly halo: string;
  readonly label: string;
  readonly confirmed: string;
  readonly suspected: string;
  readonly unknown: string;
  readonly plain: string;
  readonly undisclosed: string;
  readonly ink: string;
  readonly selected: string;
  readonly track: string;
}

export const night: Palette = {
  land: '#14171b',
  water: '#0f2535',
  dock: '#11293b',
  lock: '#1a3b53',
  shore: '#2c4a66',
  guarded: '#8f7838',
  terminal: '#4a3a34',
  terminalText: '#8d7b70',
  waterText: '#6689a8',
  halo: '#0a1017',
  label: '#b9c5d2',
  confirmed: '#ff6a3c',
  suspected: '#f4b731',
  unknown: '#c5b1f2',
  plain: '#7f99b2',
  undisclosed: '#a9b3bd',
  ink: '#0a1017',
  selected: '#ffffff',
  track: '#66b8f0',
};

export const day: Palette = {
  land: '#e8eaec',
  water: '#c3d7e6',
  dock: '#bad1e2',
  lock: '#a5c3d9',
  shore: '#88a8c0',
  guarded: '#a8862a',
  terminal: '#b59a88',
  terminalText: '#7a6354',
  waterText: '#587a95',
  halo: '#f4f7f9',
  label: '#26323d',
  confirmed: '#cf3a0c',
  suspected: '#a86800',
  unknown: '#6d4fc0',
  plain: '#4d6780',
  undisclosed: '#5b646d',
  ink: '#ffffff',
  selected: '#0b1824',
  track: '#0b6cb5',
};
