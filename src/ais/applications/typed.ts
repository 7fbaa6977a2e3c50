import type { Application } from '../../model/applications.ts';
import type { BinaryMessage } from '../../model/messages.ts';
import { recordsIn } from './fields.ts';
import { dangerousCargo, mainDangerousGood, personsByGroup, personsOnBoard } from './typed-cargo.ts';
import { areaNotice, arrival, freeText, waterLevels, weatherReport } from './typed-shore.ts';
import { type Body, bodyOf, type MessageBits } from './view.ts';
import { type SignBits, signBitOf } from './water-level.ts';

function levels(body: Body, signs: SignBits | null): Application {
  const gauges = recordsIn(body.view, 'gauges');
  return waterLevels(body.view, signs === null ? signBitOf(gauges) : signs.of(body.mmsi, gauges));
}

/** Applications that tell of cargo or of persons on board, by DAC and FI. */
const aboard: ReadonlySet<string> = new Set(['1/12', '1/16', '1/24', '1/25', '1/40', '200/55']);

/**
 * What an application message says to the picture, the rules or the incident desk; null where it is none, is cut off, or
 * says nothing to them. `signs` remembers which sign a sender of water levels uses, so that its small levels can be read
 * too; without it, only a message that tells by itself has levels. Never throws.
 */
export function applicationOf(message: MessageBits, signs: SignBits | null = null): Application | null {
  const body = bodyOf(message);
  if (body === null || body.application === null) return null;
  const { view } = body;
  switch (`${body.dac}/${body.fid}`) {
    case '1/16':
    case '1/24':
    case '1/40':
      return 'persons' in view ? personsOnBoard(view) : null;
    case '1/12':
      return mainDangerousGood(view);
    case '1/25':
      return dangerousCargo(view);
    case '1/11':
    case '1/31':
      return weatherReport(view);
    case '1/22':
    case '1/23':
      return areaNotice(view);
    case '1/0':
    case '1/29':
    case '1/30':
      return freeText(view);
    case '200/21':
      return arrival('eta', view);
    case '200/22':
      return arrival('rta', view);
    case '200/24':
      return levels(body, signs);
    case '200/55':
      return personsByGroup(view);
    default:
      return null;
  }
}

/**
 * What a message 6 or 8 says of the cargo or the persons on board of its sender; null when it is of something else or
 * says nothing, `bad-application` when its body is too short for what it should be. Never throws.
 */
export function aboardOf(
  message: MessageBits,
  { dac, fid }: Pick<BinaryMessage, 'dac' | 'fid'>,
): Application | 'bad-application' | null {
  if (!aboard.has(`${dac}/${fid}`)) return null;
  return applicationOf(message) ?? (bodyOf(message) === null ? 'bad-application' : null);
}
