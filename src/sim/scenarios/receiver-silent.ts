import { yacht } from './hulls.ts';
import type { Scenario, Sent } from './scenario.ts';
import { voyage } from './voyage.ts';
import { alertOf } from './zones.ts';

const kind = 'receiver.silent';
const zones: readonly object[] = [];
const alert = alertOf(kind, null, 'warning');

/** So many yachts, each heard every ten seconds, one every few; then nobody for a while, and again for 30 s. */
const heard = (yachts: number, silentS: number): Sent[] =>
  Array.from({ length: yachts }, (_, i) =>
    voyage(
      yacht(244_000_280 + i),
      { x: 300 * i, y: 0 },
      [
        { forS: 300, kn: 4 },
        { forS: silentS, kn: 4, silent: true },
        { forS: 30, kn: 4 },
      ],
      { fromS: 10 + i * 2 },
    ),
  ).flat();

export const receiverSilent: readonly Scenario[] = [
  {
    ...{
      kind,
      name: 'fires',
      zones,
      title: 'A receiver that hears five yachts says nothing for two minutes',
    },
    why: 'Its last message is that of 308 s. It is missed after a minute, and back with its first message.',
    traffic: heard(5, 120),
    expect: [alert.raised(369), alert.cleared(431)],
  },
  {
    ...{
      kind,
      name: 'stays-silent',
      zones,
      title: 'A receiver that hears two yachts says nothing for two minutes',
    },
    why: 'Two yachts can be gone at once: such a receiver is not judged before it is known for an hour.',
    traffic: heard(2, 120),
    expect: [],
  },
  {
    ...{
      kind,
      name: 'edge',
      zones,
      title: 'A receiver that hears five yachts says nothing for just under a minute',
    },
    why: 'Under a minute it may be the network.',
    traffic: heard(5, 50),
    expect: [],
  },
];
