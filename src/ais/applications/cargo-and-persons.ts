import { type Application, application } from './application.ts';
import { CIRC_236, CIRC_289, monthToMinute } from './common.ts';
import { choice, list, number, overlay, spare, text } from './row.ts';

/** DAC 1: dangerous cargo and persons on board. */

/** 13 bits; 0 not available, 8191 = 8191 or more. */
const persons = number('persons', 13);
const imdgClass = number('imdg_class', 7);

export const cargoAndPersons: readonly Application[] = [
  application({
    dac: 1,
    fid: 12,
    types: [6],
    title: 'Dangerous cargo indication (superseded by FI 25)',
    source: CIRC_236,
    rows: [
      text('lastport', 5),
      ...monthToMinute('l'),
      text('nextport', 5),
      ...monthToMinute('n'),
      text('dangerous', 20),
      text('imdcat', 4),
      number('unid', 13),
      number('amount', 10),
      number('unit', 2),
      spare(3),
    ],
  }),
  application({
    dac: 1,
    fid: 25,
    types: [6],
    title: 'Dangerous cargo indication',
    source: CIRC_289,
    rows: [
      number('unit', 2),
      number('amount', 10),
      list('cargos', 28, [
        number('code', 4),
        overlay('value', 13),
        choice(
          'code',
          {
            1: [imdgClass, spare(6)],
            2: [number('un_number', 13)],
            3: [number('bc_class', 3), imdgClass, spare(3)],
            4: [number('oil_type', 4), spare(9)],
            5: [number('ibc_category', 3), spare(10)],
          },
          [number('value', 13)],
        ),
      ]),
    ],
  }),
  application({
    dac: 1,
    fid: 16,
    types: [6],
    title: 'Persons on board',
    source: `${CIRC_289}; without an address, in 72 bits: ${CIRC_236}`,
    rows: [persons, spare(35)],
  }),
  application({
    dac: 1,
    fid: 40,
    types: [6, 8],
    title: 'Persons on board (old form)',
    source: 'ITU-R M.1371-1, Annex 2',
    rows: [persons, spare(3)],
  }),
];
