import { expect, test } from 'vitest';
import { createRandom } from '../lib/random.ts';
import type { Zone } from '../model/zone.ts';
import { createBook } from './book.ts';

const zoneOf = (id: string): Zone => ({
  ...{
    id,
    name: id,
    kind: 'area',
    rules: [],
    exitMarginM: 30,
    approximate: true,
    uncertaintyM: null,
    note: null,
  },
  geometry: { type: 'Polygon', coordinates: [] },
});
const limits = { versionsAZone: 3, pastChars: 10_000 };

test('Z60 the list of zones, asked for after each change, is the one that a book asked for the first time has', () => {
  const random = createRandom(60);
  const base = ['b', 'd', 'f'].map((id) => ({ zone: zoneOf(id), feature: { id } }));
  const asked = createBook(base, limits);
  const silent = createBook(base, limits);
  const sizes = new Set<number>();
  for (let version = 1; version <= 400; version++) {
    const id = 'abcdefgÄ~0'.charAt(random.whole(0, 9));
    const zone = random.chance(0.4) ? null : zoneOf(id);
    const record = {
      id,
      version,
      at: '2026-01-01T00:00:00.000Z',
      by: 'x',
      feature: zone && { id },
      over: null,
    };
    const before = asked.list();
    const copy = [...before];
    for (const book of [asked, silent]) book.put(record, zone);
    expect(before).toEqual(copy);
    const ids = asked.list().map((z) => z.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(asked.list().find((z) => z.id === id)?.version).toBe(zone === null ? undefined : version);
    sizes.add(ids.length);
  }
  expect(asked.list()).toEqual(silent.list());
  expect(sizes.size).toBeGreaterThan(4);
});
