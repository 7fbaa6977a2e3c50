/** Where vessels lie: quays drawn by eye just inside the project's approximate shapes, with what berths there. */
import type { MarkId } from './marks.ts';

/** What a place takes; a vessel names the kinds that she calls at. */
export type PlaceKind =
  | 'container'
  | 'bulk'
  | 'tank'
  | 'barge'
  | 'tug'
  | 'service'
  | 'marina'
  | 'passenger'
  | 'anchorage'
  | 'dredging'
  | 'sea'
  | 'inland';

type LonLat = readonly [lon: number, lat: number];

export interface Quay {
  readonly id: string;
  /** Mark from which each berth can be reached in a straight line. */
  readonly mark: MarkId;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly berths: number;
  readonly takes: readonly PlaceKind[];
}

const quay = (
  id: string,
  mark: MarkId,
  from: LonLat,
  to: LonLat,
  berths: number,
  ...takes: readonly PlaceKind[]
): Quay => ({ id, mark, from, to, berths, takes });

export const quays: readonly Quay[] = [
  quay('basf', 'insteek', [4.279, 51.3597], [4.2895, 51.3597], 7, 'tank'),
  quay('basf-kanaaldok', 'kanaalB3', [4.2926, 51.3548], [4.2931, 51.3588], 3, 'tank'),
  quay('b3-oost', 'kanaalB3South', [4.3025, 51.342], [4.3026, 51.351], 5, 'bulk', 'barge'),
  quay('b2-oost', 'kanaalB2South', [4.3183, 51.3175], [4.3163, 51.3222], 3, 'bulk'),
  quay('delwaide-noord', 'delwaideEast', [4.319, 51.3268], [4.342, 51.3286], 7, 'container', 'barge'),
  quay('delwaide-zuid', 'delwaideEast', [4.319, 51.3236], [4.343, 51.3255], 7, 'container'),
  quay('lillo', 'kanaalB1North', [4.3105, 51.3132], [4.315, 51.3092], 4, 'tank'),
  quay('scheldelaan', 'kanaalB1', [4.3184, 51.3057], [4.3233, 51.2981], 6, 'tank'),
  quay('b1-oost', 'kanaalB1South', [4.3388, 51.292], [4.3343, 51.3003], 5, 'bulk', 'barge'),
  quay('kruisschans', 'kruisdok', [4.3374, 51.2787], [4.3373, 51.281], 6, 'tug', 'service'),
  quay('churchill-noord', 'churchillEast', [4.35, 51.2822], [4.384, 51.282], 9, 'bulk', 'barge'),
  quay('churchill-zuid', 'churchillEast', [4.35, 51.2789], [4.384, 51.2791], 9, 'container', 'bulk'),
  quay('zesde', 'zesdeEast', [4.3575, 51.275], [4.364, 51.2714], 4, 'bulk', 'barge'),
  quay('vijfde', 'vijfde', [4.36, 51.262], [4.382, 51.262], 7, 'bulk', 'barge'),
  quay('vierde-noord', 'vierde', [4.365, 51.2588], [4.382, 51.2586], 5, 'bulk'),
  quay('vierde-zuid', 'vierde', [4.366, 51.2531], [4.382, 51.2525], 6, 'barge'),
  quay('sea-tank', 'hansa2', [4.3484, 51.2697], [4.3519, 51.2657], 4, 'tank'),
  quay('evos', 'hansa3', [4.3534, 51.2641], [4.3551, 51.2621], 3, 'tank'),
  quay('exxon', 'hansa3', [4.346, 51.2633], [4.3499, 51.2593], 5, 'tank'),
  quay('total-west', 'marshall', [4.3262, 51.265], [4.3259, 51.2595], 4, 'tank'),
  quay('total-pier', 'marshall', [4.33, 51.2652], [4.3296, 51.2595], 4, 'tank'),
  quay('industrie', 'industrie', [4.3497, 51.2478], [4.3497, 51.253], 5, 'barge', 'tank'),
  quay('leopold-noord', 'leopoldEast', [4.367, 51.2487], [4.386, 51.2487], 6, 'bulk', 'barge'),
  quay('leopold-zuid', 'leopoldEast', [4.367, 51.2457], [4.389, 51.2456], 7, 'bulk', 'barge'),
  quay('albert-oost', 'albert', [4.4084, 51.248], [4.4067, 51.2525], 4, 'barge', 'service'),
  quay('derde', 'derde', [4.4095, 51.2552], [4.416, 51.255], 4, 'barge'),
  quay('amerika', 'amerika', [4.4015, 51.2401], [4.404, 51.24], 4, 'service', 'tug'),
  quay('straatsburg', 'straatsburgEast', [4.413, 51.2352], [4.4172, 51.2319], 6, 'barge'),
  quay('kattendijk', 'kattendijkdok', [4.4079, 51.2375], [4.408, 51.2305], 14, 'marina'),
  quay('steen', 'steen', [4.397, 51.2215], [4.399, 51.2257], 4, 'passenger', 'service'),
  quay('deurganck-west', 'deurganckMid', [4.259, 51.2931], [4.2533, 51.2885], 4, 'container'),
  quay('deurganck-west-in', 'deurganckdok', [4.2661, 51.2994], [4.2607, 51.2945], 3, 'container'),
  quay('deurganck-oost', 'deurganckMid', [4.265, 51.2912], [4.2588, 51.2862], 4, 'container'),
  quay('deurganck-oost-in', 'deurganckdok', [4.2707, 51.2965], [4.2662, 51.2923], 3, 'container', 'barge'),
  quay('vopak', 'waaslandWest', [4.2175, 51.2652], [4.229, 51.2643], 5, 'tank'),
  quay('adpo', 'waaslandEast', [4.266, 51.2614], [4.273, 51.2618], 4, 'tank'),
  quay('waasland-noord', 'waaslandWest', [4.218, 51.2683], [4.231, 51.2672], 4, 'bulk', 'barge'),
  quay('vrasene', 'vrasene', [4.2357, 51.2599], [4.2326, 51.2562], 3, 'bulk', 'barge'),
  quay('noordelijk', 'noordelijk', [4.2625, 51.2695], [4.2705, 51.269], 4, 'bulk', 'barge'),
];

/** Single points without a quay: edges of the picture, roads, dredging grounds. */
export interface Spot {
  readonly id: string;
  readonly mark: MarkId;
  readonly at: LonLat;
  readonly takes: readonly PlaceKind[];
}

export const spots: readonly Spot[] = [
  { id: 'gate-sea', mark: 'sea', at: [4.2015, 51.384], takes: ['sea', 'inland'] },
  { id: 'gate-upstream', mark: 'upstream', at: [4.3926, 51.2172], takes: ['inland'] },
  { id: 'gate-rijn', mark: 'rijnNorth', at: [4.2472, 51.386], takes: ['inland'] },
  { id: 'gate-albertkanaal', mark: 'albertkanaalEast', at: [4.4362, 51.2327], takes: ['inland'] },
  { id: 'roads-1', mark: 'saeftinge', at: [4.2375, 51.38], takes: ['anchorage'] },
  { id: 'roads-2', mark: 'saeftinge', at: [4.233, 51.3845], takes: ['anchorage'] },
  { id: 'roads-3', mark: 'saeftinge', at: [4.2405, 51.3735], takes: ['anchorage'] },
  { id: 'roads-4', mark: 'saeftinge', at: [4.226, 51.388], takes: ['anchorage'] },
  { id: 'roads-5', mark: 'frederik', at: [4.2765, 51.337], takes: ['anchorage'] },
  { id: 'roads-6', mark: 'doel', at: [4.2795, 51.327], takes: ['anchorage'] },
  { id: 'dredge-frederik', mark: 'frederik', at: [4.264, 51.337], takes: ['dredging'] },
  { id: 'dredge-doel', mark: 'doel', at: [4.27, 51.328], takes: ['dredging'] },
  { id: 'dredge-deurganck', mark: 'deurganck', at: [4.277, 51.304], takes: ['dredging'] },
];
