import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFrame } from './parse.ts';

const refused = (text: string): [string, string] => {
  const parsed = parseFrame(text);
  return 'frame' in parsed ? ['accepted', ''] : [parsed.code, parsed.detail];
};

test('W9 frames of the contract are taken', () => {
  for (const text of [
    '{"type":"subscribe"}',
    '{"type":"subscribe","bbox":[4,51,5,52],"hazardOnly":true,"vessels":false,"alerts":{"epoch":"e","after":0}}',
    '{"type":"subscribe","bbox":null,"alerts":false}',
    '{"type":"acknowledge","alertId":"a"}',
    '{"type":"acknowledge","alertId":"a","note":"seen"}',
    '{"type":"snooze","alertId":"a","until":"2026-11-23T10:15:30.250Z","reason":"tug on its way"}',
    '{"type":"ping"}',
  ])
    expect(refused(text)).toEqual(['accepted', '']);
});

test.each([
  ['', 'bad-frame', /JSON/],
  ['{', 'bad-frame', /JSON/],
  ['null', 'bad-frame', /object/],
  ['[1]', 'bad-frame', /object/],
  ['{}', 'unknown-type', /^type: /],
  ['{"type":"constructor"}', 'unknown-type', /^type: /],
  ['{"__proto__":{"type":"ping"}}', 'unknown-type', /^type: /],
  ['{"type":"__proto__"}', 'unknown-type', /^type: /],
  ['{"type":"toString"}', 'unknown-type', /^type: /],
  [
    '{"type":"subscribe","alerts":{"epoch":"e","after":0,"__proto__":{}}}',
    'bad-frame',
    /^alerts\.__proto__: not/,
  ],
  ['{"type":"subscribe","constructor":{"prototype":{}}}', 'bad-frame', /^constructor: not a known field/],
  ['{"type":"hello"}', 'unknown-type', /^type: /],
  ['{"type":"ping","__proto__":{}}', 'bad-frame', /^__proto__: not a known field/],
  ['{"type":"subscribe","bbox":[1,2,3]}', 'bad-frame', /^bbox: /],
  ['{"type":"subscribe","bbox":[1,2,3,"4"]}', 'bad-frame', /^bbox\.3: must be number/],
  ['{"type":"subscribe","bbox":[1,95,3,96]}', 'bad-frame', /^bbox: south and north/],
  ['{"type":"subscribe","bbox":[1,2,3,1e999]}', 'bad-frame', /^bbox/],
  ['{"type":"subscribe","hazardOnly":1}', 'bad-frame', /^hazardOnly: must be boolean/],
  ['{"type":"subscribe","alerts":{"epoch":"e"}}', 'bad-frame', /^alerts\.after: missing/],
  ['{"type":"subscribe","alerts":{"epoch":"e","after":-1}}', 'bad-frame', /^alerts\.after: /],
  ['{"type":"subscribe","org":"other"}', 'bad-frame', /^org: not a known field/],
  ['{"type":"acknowledge"}', 'bad-frame', /^alertId: missing/],
  ['{"type":"acknowledge","alertId":"a","by":"admin"}', 'bad-frame', /^by: not a known field/],
  [`{"type":"acknowledge","alertId":"a","note":"${'x'.repeat(2001)}"}`, 'bad-frame', /^note: /],
  ['{"type":"snooze","alertId":"a","reason":"x"}', 'bad-frame', /^until: missing/],
  ['{"type":"snooze","alertId":"a","until":"soon","reason":"x"}', 'bad-frame', /^until: must be a time/],
  ['{"type":"snooze","alertId":"a","until":"2026-11-23T10:15:30Z","reason":" "}', 'bad-frame', /^reason: /],
])('W9 a bad frame is refused with the name of the field: %s', (text, code, detail) => {
  expect(refused(text)).toEqual([code, expect.stringMatching(detail)]);
});

test('W9 no text makes it throw, and every refusal says something', () => {
  const frameLike = fc
    .record(
      {
        type: fc.constantFrom('subscribe', 'acknowledge', 'snooze', 'ping', 'replay', 'seek', 'speed', 'x'),
        from: fc.jsonValue(),
        at: fc.jsonValue(),
        speed: fc.jsonValue(),
        bbox: fc.jsonValue(),
        alerts: fc.jsonValue(),
        alertId: fc.jsonValue(),
        note: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), frameLike), (text) => {
      const parsed = parseFrame(text);
      return 'frame' in parsed || parsed.detail.length > 3;
    }),
    { seed: 55, numRuns: 3000 },
  );
});

test('W9 checklist W9: names of prototypes anywhere in a frame are refused, and change nothing of any object', () => {
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'type',
    'bbox',
    'a',
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(1, 'polluted', null, true),
      fc.array(tie('tree'), { maxLength: 2 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  }));
  /** As text, for an object cannot be made to have some of these keys. */
  const textOf = (value: unknown): string => {
    if (value instanceof Map)
      return `{${[...value].map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join()}}`;
    return Array.isArray(value) ? `[${value.map(textOf).join()}]` : JSON.stringify(value);
  };
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  fc.assert(
    fc.property(
      fc.constantFrom('ping', 'subscribe', 'acknowledge', 'seek'),
      key,
      tree,
      (type, name, inner) => {
        const text = `{"type":"${type}",${JSON.stringify(name)}:${textOf(inner)}}`;
        const parsed = parseFrame(text);
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
        expect('polluted' in {}).toBe(false);
        if (!('frame' in parsed)) return;
        // what is taken has only the fields of its frame
        for (const field of Object.keys(parsed.frame)) expect(['type', 'bbox', 'alerts']).toContain(field);
      },
    ),
    { seed: 9, numRuns: 5000 },
  );
});
