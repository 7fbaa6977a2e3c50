import { expect, test } from 'vitest';
import { recordedPace, steadyPace, tagTimeMs } from './pace.ts';

const tagged = (c: number | string): Buffer => Buffer.from(`\\s:66,c:${c}*3B\\!AIVDM,1,1,,A,x,0*00\n`);
const bare = Buffer.from('!AIVDM,1,1,,A,13aGua?P00PHfERNFruh0?vN289E,0*35\n');

test('the time of a TAG block: seconds or milliseconds, first or later field, or none', () => {
  expect(tagTimeMs('\\c:1555624740*3B\\!AIVDM')).toBe(1_555_624_740_000);
  expect(tagTimeMs('2019 \\s:66,c:1555624740123,n:1*3B\\!AIVDM')).toBe(1_555_624_740_123);
  for (const none of ['!AIVDM,c:1555624740*', '\\s:abc:1*3B\\', '\\c:155*3B\\', '\\s:c*3B\\', '']) {
    expect(tagTimeMs(none), none).toBeNull();
  }
});

test('a steady pace counts from its first line', () => {
  const pace = steadyPace(50);
  expect(pace(bare, 1000)).toBe(0);
  expect(pace(bare, 1000)).toBe(20);
  expect(pace(bare, 1025)).toBe(15);
  expect(pace(bare, 1100)).toBe(-40);
});

test('the recorded pace is divided by the speed; lines without time follow at once', () => {
  const pace = recordedPace(10);
  expect(pace(tagged(1_555_624_740), 5000)).toBe(0);
  expect(pace(bare, 5000)).toBe(0);
  expect(pace(tagged(1_555_624_750), 5000)).toBe(1000);
  expect(pace(tagged(1_555_624_750), 6100)).toBe(-100);
  expect(pace(tagged(1_555_624_752), 6100)).toBe(100);
});

test('a long silence is cut short and a step back in time waits for nothing', () => {
  const pace = recordedPace(1);
  pace(tagged(1_555_624_740), 0);
  expect(pace(tagged(1_555_700_000), 0)).toBe(60_000);
  expect(pace(tagged(1_555_624_741), 60_000)).toBe(0);
  expect(pace(tagged(1_555_700_001), 60_000)).toBe(1000);
});
