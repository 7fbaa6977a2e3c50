import type { Zone } from '../model/zone.ts';
import type { ZoneRecord, ZoneState } from '../model/zone-desk.ts';
import { markOf, tagOf } from './tag.ts';

/** The zones that stand and what is kept of their earlier states. */
export interface Book {
  readonly revision: string;
  revisionWithout(ids: Iterable<string>): string;
  /** By id; the same list until something changes. */
  list(): readonly Zone[];
  get(id: string): ZoneState | null;
  /** The latest state over HTTP, deletions included. */
  latest(id: string): ZoneRecord | undefined;
  /** Newest first. */
  versions(id: string): readonly ZoneRecord[];
  /** Makes this the state of its zone; `zone` is what its Feature says, null when it is deleted. */
  put(record: ZoneRecord, zone: Zone | null): void;
  /** Mark of the port file's zone; null when it has none of this id. */
  baseMark(id: string): string | null;
  /** The latest state of every zone that was changed over HTTP. */
  records(): Iterable<ZoneRecord>;
  /** Ids known, those of deleted zones included. */
  readonly known: number;
}

export interface BookLimits {
  /** Earlier states kept of one zone. */
  readonly versionsAZone: number;
  /** Characters of all earlier states together. */
  readonly pastChars: number;
}

interface Page {
  state: ZoneState | null;
  readonly baseMark: string | null;
  /** Oldest first. */
  records: ZoneRecord[];
}

/** A number for the state of a zone: the sum of all is the same in whatever order they came. */
const weightOf = (id: string, { tag }: ZoneState): number =>
  Number.parseInt(
    Buffer.from(markOf([id, tag]))
      .toString('hex')
      .slice(0, 8),
    16,
  );

/** The list, sorted by id, with this zone in the place of the one of its id; null: without it. */
function listWith(list: readonly Zone[], id: string, zone: Zone | null): readonly Zone[] {
  let at = 0;
  let end = list.length;
  while (at < end) {
    const middle = (at + end) >> 1;
    if ((list[middle]?.id ?? '') < id) at = middle + 1;
    else end = middle;
  }
  const replaced = list[at]?.id === id ? 1 : 0;
  return zone === null ? list.toSpliced(at, replaced) : list.toSpliced(at, replaced, zone);
}

/** @param base zones of the port file, as version 0, with the Feature that each is given as */
export function createBook(
  base: readonly { readonly zone: Zone; readonly feature: object }[],
  limits: BookLimits,
): Book {
  const pages = new Map<string, Page>();
  /** Earlier states in the order in which they were replaced. */
  let past: { readonly page: Page; readonly record: ZoneRecord; readonly chars: number }[] = [];
  let pastChars = 0;
  let listed: readonly Zone[] | null = null;
  let sum = 0;

  for (const { zone, feature } of base) {
    const record: ZoneRecord = { id: zone.id, version: 0, at: null, by: 'port file', feature, over: null };
    const state = { zone, tag: tagOf(record) };
    pages.set(zone.id, { state, baseMark: markOf(zone), records: [record] });
    sum += weightOf(zone.id, state);
  }

  function age(page: Page, record: ZoneRecord): void {
    const chars = JSON.stringify(record.feature).length;
    past.push({ page, record, chars });
    pastChars += chars;
    if (page.records.length > limits.versionsAZone) page.records.shift();
    let dropped = 0;
    for (const oldest of past) {
      if (pastChars <= limits.pastChars) break;
      pastChars -= oldest.chars;
      dropped++;
      oldest.page.records = oldest.page.records.filter((kept) => kept !== oldest.record);
    }
    if (dropped > 0) past = past.slice(dropped);
  }

  return {
    get revision() {
      return sum.toString(36);
    },
    revisionWithout(ids) {
      let rest = sum;
      for (const id of ids) {
        const state = pages.get(id)?.state;
        if (state) rest -= weightOf(id, state);
      }
      return rest.toString(36);
    },
    list() {
      listed ??= [...pages.keys()].sort().flatMap((id) => pages.get(id)?.state?.zone ?? []);
      return listed;
    },
    get: (id) => pages.get(id)?.state ?? null,
    latest(id) {
      const record = pages.get(id)?.records.at(-1);
      return record?.version === 0 ? undefined : record;
    },
    versions: (id) => (pages.get(id)?.records ?? []).toReversed(),
    put(record, zone) {
      const { id, version } = record;
      const page = pages.get(id) ?? { state: null, baseMark: null, records: [] };
      pages.set(id, page);
      if (page.state) sum -= weightOf(id, page.state);
      page.state = zone && { zone: { ...zone, id, version }, tag: tagOf(record) };
      if (page.state) sum += weightOf(id, page.state);
      const before = page.records.at(-1);
      page.records.push(record);
      if (before) age(page, before);
      if (listed !== null) listed = listWith(listed, id, page.state?.zone ?? null);
    },
    baseMark: (id) => pages.get(id)?.baseMark ?? null,
    *records() {
      for (const { records } of pages.values()) {
        const record = records.at(-1);
        if (record && record.version > 0) yield record;
      }
    },
    get known() {
      return pages.size;
    },
  };
}
