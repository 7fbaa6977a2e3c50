import { layout } from './field.ts';
import { aidLegend } from './legends.ts';
import { bool, coded, dimensions, epfd, fix, header, longText, number, second, spare } from './rows.ts';
import { offPosition } from './special-coding.ts';

/** Messages of aids to navigation. */

export const aidToNavigation = layout({
  title: 'Aid-to-navigation report',
  types: [21],
  clause: '§3.19',
  minBits: 270,
  fields: [
    ...header,
    number('aid_type', 'aidType', 5, { legend: aidLegend }),
    longText('name', 'name', 20, 14),
    ...fix,
    ...dimensions,
    epfd,
    second,
    coded('off_position', 'offPosition', 1, offPosition),
    number('regional', null, 8),
    bool('raim', 'raim'),
    bool('virtual_aid', 'virtual'),
    bool('assigned', 'assigned'),
    spare(1),
  ],
});

export const singleSlotAid = layout({
  title: 'Aid-to-navigation report, single slot',
  types: [28],
  clause: 'M.1371-6 Annex 7 §3.26, table 84',
  minBits: 168,
  fields: [
    ...header,
    second,
    ...fix.slice(1),
    number('restricted', 'restrictedUse', 2),
    number('station_type', 'stationType', 3),
    number('aid_type', 'aidType', 7, { legend: aidLegend }),
    number('iala_mrn', 'ialaMrn', 17),
    number('dimension', 'dimensionType', 4),
    number('dimensions_a', 'dimensionA', 9),
    number('dimensions_b', 'dimensionB', 11),
    bool('dimension_additional_data', 'additionalData'),
    bool('charted_status', 'charted'),
    number('station_status', 'stationStatus', 4),
    number('status_bits', 'statusBits', 8),
    spare(1),
    bool('auth', 'authenticated'),
  ],
});
