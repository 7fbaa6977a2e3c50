import type { AisMessage } from '../model/messages.ts';
import { type ComparedField, comparisonOf } from './fields.ts';
import type { Reading } from './second-decoder.ts';

const isText = (ours: unknown, theirs: unknown): boolean =>
  typeof theirs === 'string' && (ours === null || typeof ours === 'string');

/** Whether both say the same, to half a step; "not available" is null here, and there null or a number without a meaning. */
function agree({ step, means }: ComparedField, ours: unknown, theirs: unknown, all: Reading): boolean {
  if (isText(ours, theirs)) return (ours ?? '') === theirs;
  const theirNumber = typeof theirs === 'number' && means(theirs, all) ? theirs : null;
  if (typeof ours !== 'number' || theirNumber === null) return ours === null && theirNumber === null;
  return step === 0 ? ours === theirNumber : Math.abs(ours - theirNumber) <= step / 2;
}

/** Our reading of the European vessel number mends what real units send (O for 0, lost zero, blanks): so is theirs here. */
function agreeOnEni(ours: string | null, theirs: unknown): boolean {
  if (typeof theirs !== 'string') return false;
  const sent = theirs.trim().replaceAll('O', '0');
  if (ours === null) return /^0*$/.test(sent);
  return [theirs.trim(), sent, sent.padStart(8, '0')].includes(ours);
}

const LOADED: readonly (boolean | null)[] = [null, true, false, null];

/** One text for each field in which the two readings differ; empty when they agree in all that is compared. */
export function differences(message: AisMessage, theirs: Reading): string[] {
  const comparison = comparisonOf(message);
  if (comparison === null) return [];
  const found: string[] = [];
  const note = (name: string, ours: unknown, other: unknown): void => {
    found.push(`${name}: ${JSON.stringify(ours)} here, ${JSON.stringify(other)} there`);
  };
  if (theirs['type'] !== message.type) note('type', message.type, theirs['type']);
  for (const field of comparison.fields) {
    const own: unknown = Reflect.get(comparison.part, field.ours);
    const other = theirs[field.theirs];
    if (!agree(field, own, other, theirs)) note(field.ours, own, other);
  }
  if (message.type === 8 && message.inland !== null) {
    const { eni, loaded } = message.inland;
    if (!agreeOnEni(eni, theirs['eni'])) note('eni', eni, theirs['eni']);
    if (LOADED[Number(theirs['loadStatus'])] !== loaded) note('loaded', loaded, theirs['loadStatus']);
  }
  return found;
}
