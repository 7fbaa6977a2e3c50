import { describe, expect, test } from 'vitest';
import { loadPort } from './port-file.ts';

describe('the built-in port', () => {
  const { zones, bbox, note } = loadPort(null);

  test('P16 it is Antwerp, with at least 25 zones that have rules', () => {
    expect(zones.filter(({ rules }) => rules.length > 0).length).toBeGreaterThanOrEqual(25);
    expect(bbox[0]).toBeGreaterThan(4.15);
    expect(bbox[1]).toBeGreaterThan(51.2);
    expect(bbox[2]).toBeLessThan(4.5);
    expect(bbox[3]).toBeLessThan(51.45);
    const kinds = new Set(zones.map(({ kind }) => kind));
    for (const kind of ['river', 'dock', 'lock', 'terminal'] as const) expect(kinds).toContain(kind);
  });

  test('P16 every shape is marked as drawn by eye, and a limit as an example', () => {
    expect(note).toContain('not for navigation');
    for (const zone of zones) {
      expect(zone.approximate).toBe(true);
      expect(zone.uncertaintyM).toBeGreaterThan(0);
      expect(zone.note).toContain('drawn by eye; not for navigation');
      if (zone.rules.some(({ limitKn }) => limitKn !== null)) expect(zone.note).toContain('example value');
    }
  });

  test('P16 its rules take confirmed and suspected cargo, and the river reports speed only', () => {
    const states = new Set(zones.flatMap(({ rules }) => rules.flatMap(({ appliesTo }) => appliesTo.hazard)));
    expect([...states].sort()).toEqual(['confirmed', 'suspected']);
    for (const { kind, rules } of zones) {
      const has = rules.map(({ rule }) => rule);
      if (kind === 'river') expect(has).toEqual(['zone.speed']);
      if (kind === 'lock') expect(has).toEqual(['zone.enter', 'zone.speed']);
      if (kind === 'terminal') expect(has).toEqual(['zone.enter', 'zone.exit']);
    }
  });
});
