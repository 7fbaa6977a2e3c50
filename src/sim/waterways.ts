/** The water of the port as a network: the reaches between the marks in mid-channel. */
import type { MarkId } from './marks.ts';

/** What a reach is to a helmsman: it sets the speed. `shift` is a ship warped sideways to or from her berth. */
export type Leg = 'river' | 'dock' | 'approach' | 'lock' | 'canal' | 'shift';

/** Largest vessel that a reach takes; absent: any. */
export interface Room {
  readonly lengthM: number;
  readonly beamM: number;
}

export interface Reach {
  readonly leg: Leg;
  /** In order; every neighbouring pair is an edge in both directions. */
  readonly via: readonly MarkId[];
  readonly room?: Room;
}

/** Inland canals: the convoys of class VIb and whatever is smaller. */
const canal: Room = { lengthM: 200, beamM: 23 };

export const reaches: readonly Reach[] = [
  {
    leg: 'river',
    via: [
      'sea',
      'saeftinge',
      'ballastplaat',
      'zandvliet',
      'frederik',
      'doel',
      'doelSouth',
      'liefkenshoek',
      'deurganck',
      'lillo',
      'fortPhilippe',
      'meestoof',
      'boudewijnRoads',
      'kruisschans',
      'filip',
      'kalloRoads',
      'melsele',
      'boerinneschans',
      'oosterweelNorth',
      'oosterweel',
      'burcht',
      'draaiendeSluis',
      'royersRoads',
      'royersApproach',
      'kattendijk',
      'scheldekaai',
      'loodswezen',
      'steen',
      'upstream',
    ],
  },
  { leg: 'approach', via: ['zandvliet', 'zandvlietRoads', 'frederik'] },
  { leg: 'approach', via: ['zandvlietOut', 'zandvlietRoads', 'berendrechtOut'] },
  { leg: 'lock', via: ['zandvlietOut', 'zandvlietIn'], room: { lengthM: 480, beamM: 52 } },
  { leg: 'lock', via: ['berendrechtOut', 'berendrechtIn'], room: { lengthM: 480, beamM: 63 } },
  { leg: 'approach', via: ['zandvlietIn', 'binnenhaven', 'kanaalB3South'] },
  { leg: 'approach', via: ['berendrechtIn', 'binnenhaven'] },
  { leg: 'approach', via: ['boudewijnRoads', 'boudewijnApproach', 'boudewijnOut'] },
  { leg: 'approach', via: ['boudewijnRoads', 'cauwelaertApproach', 'cauwelaertOut'] },
  { leg: 'lock', via: ['boudewijnOut', 'boudewijnIn'], room: { lengthM: 340, beamM: 42 } },
  { leg: 'lock', via: ['cauwelaertOut', 'cauwelaertIn'], room: { lengthM: 250, beamM: 32 } },
  { leg: 'approach', via: ['boudewijnIn', 'hansa1'] },
  { leg: 'approach', via: ['cauwelaertIn', 'hansa1'] },
  { leg: 'approach', via: ['kalloRoads', 'kalloApproach', 'kalloOut'] },
  { leg: 'lock', via: ['kalloOut', 'kalloIn'], room: { lengthM: 340, beamM: 46 } },
  { leg: 'approach', via: ['kalloIn', 'waaslandEast'] },
  { leg: 'approach', via: ['royersApproach', 'royersOut'] },
  { leg: 'lock', via: ['royersOut', 'royersIn'], room: { lengthM: 175, beamM: 20 } },
  { leg: 'approach', via: ['royersIn', 'royersDock', 'amerika'] },
  { leg: 'dock', via: ['deurganck', 'deurganckIn', 'deurganckdok', 'deurganckMid', 'deurganckEnd'] },
  { leg: 'approach', via: ['deurganckEnd', 'kieldrechtOut'] },
  { leg: 'lock', via: ['kieldrechtOut', 'kieldrechtIn'], room: { lengthM: 480, beamM: 63 } },
  { leg: 'approach', via: ['kieldrechtIn', 'doeldokNorth', 'doeldok'] },
  { leg: 'dock', via: ['doeldok', 'waaslandMid'] },
  { leg: 'dock', via: ['doeldok', 'waaslandWest'] },
  { leg: 'dock', via: ['waaslandEast', 'waasland', 'waaslandMid', 'waaslandWest'] },
  { leg: 'dock', via: ['waaslandMid', 'vrasene'] },
  { leg: 'dock', via: ['waasland', 'noordelijk'] },
  { leg: 'dock', via: ['waaslandEast', 'noordelijk'] },
  {
    leg: 'dock',
    via: [
      'kanaalB3North',
      'kanaalB3',
      'kanaalB3South',
      'kanaalB2North',
      'kanaalB2',
      'kanaalB2South',
      'kanaalB1North',
      'kanaalB1Lillo',
      'kanaalB1',
      'kanaalB1South',
      'kruisdok',
      'hansaNorth',
      'hansa1',
      'hansa2',
      'hansa3',
      'hansa4',
      'leopoldIn',
      'leopold',
      'leopoldEast',
      'leopoldEnd',
      'albertWest',
      'albert',
      'albertSouth',
      'amerika',
    ],
  },
  { leg: 'dock', via: ['kanaalB3North', 'insteek'] },
  { leg: 'dock', via: ['kanaalB2South', 'delwaide', 'delwaideEast'] },
  { leg: 'dock', via: ['kruisdok', 'churchill', 'churchillEast'] },
  { leg: 'dock', via: ['hansa1', 'zesde', 'zesdeEast'] },
  { leg: 'dock', via: ['hansa1', 'marshallIn', 'marshall'] },
  { leg: 'dock', via: ['hansa3', 'vijfde'] },
  { leg: 'dock', via: ['hansa4', 'vierde'] },
  { leg: 'dock', via: ['hansa4', 'industrie'] },
  { leg: 'dock', via: ['albert', 'derde'] },
  { leg: 'dock', via: ['amerika', 'straatsburg', 'straatsburgEast'] },
  { leg: 'dock', via: ['amerika', 'kattendijkdok'] },
  {
    leg: 'canal',
    via: ['kanaalB3North', 'rijnSouth', 'rijnBend', 'rijn1', 'rijn2', 'rijn3', 'rijn4', 'rijnNorth'],
    room: canal,
  },
  {
    leg: 'canal',
    via: ['amerika', 'albertkanaal0', 'albertkanaal1', 'albertkanaal2', 'albertkanaal3', 'albertkanaalEast'],
    room: canal,
  },
];
