import { type Application, application } from './application.ts';
import { CIRC_236, CIRC_289, direction, latitude, longitude } from './common.ts';
import { choice, list, number, spare, text } from './row.ts';

/** DAC 1: targets that a vessel traffic service has made up from its own sensors, 120 bits each. */

const BITS_A_TARGET = 120;

const target = [
  number('id_type', 2, { absent: 3 }),
  /** Numbers stand right-aligned in the 42 bits. */
  choice('id_type', { 0: [number('id', 42)], 1: [number('id', 42)] }, [text('id', 7)]),
  spare(4),
  latitude(),
  longitude(),
  direction('cog'),
  number('second', 6, { absent: 60 }),
  number('sog', 8, { absent: 255 }),
];

export const targets: readonly Application[] = [
  application({
    dac: 1,
    fid: 17,
    types: [8],
    title: 'VTS-generated targets',
    source: CIRC_289,
    minBits: BITS_A_TARGET,
    rows: [list('targets', 4, target)],
  }),
  application({
    dac: 1,
    fid: 16,
    types: [8],
    title: 'VTS-generated targets (old form)',
    source: 'ITU-R M.1371-1, Annex 2',
    minBits: BITS_A_TARGET,
    rows: [list('targets', 8, target)],
  }),
  application({
    dac: 1,
    fid: 16,
    types: [8],
    title: 'Persons on board, broadcast',
    source: CIRC_236,
    maxBits: BITS_A_TARGET - 1,
    rows: [number('persons', 13), spare(3)],
  }),
];
