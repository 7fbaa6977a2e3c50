import type { AisMessage } from '../model/messages.ts';

/** Two hashes of 32 bits, the first never 0. Reused. */
export interface Fingerprint {
  low: number;
  high: number;
}

const print: Fingerprint = { low: 0, high: 0 };

function mix(word: number): void {
  const low = Math.imul(print.low ^ word, 0x9e3779b1);
  print.low = low ^ (low >>> 15);
  print.high = Math.imul(print.high + word, 0x85ebca6b) ^ (print.high >>> 13);
}

/** Numbers of the messages have two decimals at the most. */
function mixNumber(value: number | null): void {
  mix(value === null ? -1 : Math.round(value * 100));
}

function mixText(text: string | null): void {
  mix(text === null ? -1 : text.length);
  if (text !== null) for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
}

interface Hull {
  readonly shipType: number | null;
  readonly toBowM: number | null;
  readonly toSternM: number | null;
  readonly toPortM: number | null;
  readonly toStarboardM: number | null;
}

function mixHull(hull: Hull): void {
  mixNumber(hull.shipType);
  mixNumber(hull.toBowM);
  mixNumber(hull.toSternM);
  mixNumber(hull.toPortM);
  mixNumber(hull.toStarboardM);
}

/** Of all that fusing reads of a static, voyage or Inland message, and of who heard it. */
export function fingerprint(message: AisMessage, receiver: string): Fingerprint {
  print.low = 0x811c9dc5;
  print.high = message.type;
  mixText(receiver);
  switch (message.type) {
    case 5:
      mixText(message.name);
      mixText(message.callsign);
      mixText(message.destination);
      mixHull(message);
      mixNumber(message.imo);
      mixNumber(message.draughtM);
      mixNumber(message.etaMonth);
      mixNumber(message.etaDay);
      mixNumber(message.etaHour);
      mixNumber(message.etaMinute);
      break;
    case 8:
      mixText(message.inland?.eni ?? null);
      mixNumber(message.inland?.lengthM ?? null);
      mixNumber(message.inland?.beamM ?? null);
      mixNumber(message.inland?.draughtM ?? null);
      mixNumber(message.inland?.eriType ?? null);
      mixNumber(message.inland?.hazard ?? null);
      break;
    case 24:
      if (message.part === 0) mixText(message.name);
      else {
        mixText(message.callsign);
        mixHull(message);
      }
  }
  print.low |= 1;
  return print;
}
