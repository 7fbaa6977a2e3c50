import fc from 'fast-check';
import { test } from 'vitest';
import { anyBytes, anyMessage, anySentences } from './fuzz/properties.ts';
import { PART_1, PART_2, POSITION, tagBlock } from './sentences.ts';

/** The same properties that `npm run fuzz` explores by coverage, here from fixed seeds. */

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const whole = fc.constantFrom(
  POSITION,
  PART_1,
  PART_2,
  tagBlock('s:x,c:1'),
  '$PGHP,1,2013,11,12,12,0,0,11,219,,1,1,4D*41',
);
const piece = fc.oneof(
  whole,
  fc.string({ unit: fc.constantFrom(...'!$\\*,:;AIVDMOSPGH019abw~\r\n'), maxLength: 60 }),
  fc.constantFrom('\r\n', '\n', '\r', '!AIVDM,', '\\g:1-2-3', '$ARVSI,'),
);
const stream = fc.array(piece, { maxLength: 30 }).map((all) => bytesOf(all.join('')));

test('N1 N5 any bytes, cut anywhere', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (bytes, sizes) =>
      anyBytes(bytes, sizes),
    ),
    { seed: 41, numRuns: 1_500 },
  );
});

const digit = fc.constantFrom(...'0123456789', '');
const part = fc
  .tuple(
    fc.constantFrom('AI', 'BS'),
    fc.constantFrom('M', 'O'),
    digit,
    digit,
    digit,
    fc.constantFrom(...'AB12', ''),
    fc.string({ unit: fc.constantFrom(...'0159;=?KPW`bw'), maxLength: 70 }),
    digit,
  )
  .map(
    ([talker, m, total, number, sequence, channel, payload, fill]) =>
      `!${talker}VD${m},${total},${number},${sequence},${channel},${payload},${fill}*`,
  );
const tagged = fc
  .tuple(fc.constantFrom('', '\\s:x,c:1\\', '\\g:1-2-5,s:y\\', '\\g:2-2-5\\', '\\g:1-3-5\\'), part)
  .map(([tag, sentence]) => tag + sentence);
const others = fc.constantFrom(
  '$PGHP,1,2013,11,12,12,0,0,11,219,,1,1,00*',
  '$ARVSI,r1,,,12,-90,*',
  '\\g:1-3-5,c:9\\',
  'x',
);
const sentences = fc
  .array(fc.oneof({ weight: 6, arbitrary: tagged }, others), { maxLength: 40 })
  .map((lines) => bytesOf(lines.join('\n')));

test('N15 N17 any sentences with good checksums', () => {
  fc.assert(fc.property(sentences, anySentences), { seed: 42, numRuns: 1_500 });
});

const message = fc
  .tuple(
    fc.integer({ min: 0, max: 1064 }),
    fc.integer({ min: 0, max: 63 }),
    fc.uint8Array({ minLength: 1, maxLength: 177, max: 63 }),
  )
  .map(([bits, type, sextets]) => Uint8Array.of(bits >> 8, bits & 255, type, ...sextets));

test('any bits decode to a cause, or to a message that comes back when it is sent', () => {
  fc.assert(fc.property(message, anyMessage), { seed: 43, numRuns: 5_000 });
});
