import { frameAccess } from '../../src/gateway/access/frames.ts';
import type { Door, RouteAccess } from '../../src/gateway/access/route-access.ts';
import { type Action, fieldGroups, type Reach, type Reader, roles } from '../../src/model/access.ts';
import type { ClientFrame } from '../../src/protocol/frames.ts';
import { columns, policy, readerAt } from './subjects.ts';

/** The generated part of docs/ACCESS.md. */

export const marks = {
  begin: '<!-- written by `npm run access`; change the policy or the routes, not this -->',
  end: '<!-- end -->',
} as const;

/** The first organisation of the policy that may have the role. */
const readers = columns.map((column) => {
  const organisation = policy.organisations.find(({ roles: its }) => its.includes(column.role));
  if (organisation === undefined) throw new Error(`no organisation may have the role ${column.role}`);
  return { ...column, reader: readerAt(organisation.id, column) };
});

const sign: Readonly<Record<Reach, string>> = { none: '', own: 'own', all: '●' };
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const heads = readers.map(({ role, purpose }) => {
  const isFirst = Object.keys(policy.roles[role].purposes)[0] === purpose;
  return isFirst ? role : `${role}: ${purpose}`;
});
const table = (first: readonly string[], rows: readonly string[]): string =>
  [row(...first, ...heads), row(...[...first, ...heads].map(() => '---')), ...rows].join('\n');

const least = (a: Reach, b: Reach): Reach => (a === 'none' || b === 'none' ? 'none' : a === 'own' ? a : b);
const most = (reaches: readonly Reach[]): Reach =>
  reaches.includes('all') ? 'all' : reaches.includes('own') ? 'own' : 'none';

/** What a door is for this reader, by what it declares. */
export function reachOf(reader: Reader, { access, sees, own }: Omit<Door, 'method' | 'url'>): Reach {
  if (access === 'open') return 'all';
  if (access === 'session') return reader.subject.session === null ? 'none' : 'all';
  const actions: readonly Action[] =
    access === 'loopback' ? ['metrics.read'] : typeof access === 'string' ? [access as Action] : access;
  const allowed = most(actions.map((action) => reader.may(action)));
  const reach = sees === null ? allowed : least(allowed, reader.sees(sees));
  return reach === 'own' && !own ? 'none' : reach;
}

const asked = (access: RouteAccess, sees: Door['sees']): string =>
  [access]
    .flat()
    .map((one) => `\`${one}\``)
    .join(' or ') + (sees === null ? '' : `, sees \`${sees}\``);

function routes(doors: readonly Door[]): string {
  const shown = doors
    .filter(({ method }) => method !== 'HEAD')
    .toSorted((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : a.method < b.method ? -1 : 1));
  const rows = shown.map((door) =>
    row(
      `\`${door.method} ${door.url}\``,
      asked(door.access, door.sees),
      ...readers.map(({ reader }) => sign[reachOf(reader, door)]),
    ),
  );
  return table(['route', 'asks for'], [...new Set(rows)]);
}

const frameNames = Object.keys(frameAccess) as (keyof typeof frameAccess)[];
/** A frame of each type: what it asks for is said by its type and by fields that may be left out. */
export const leastFrames: readonly ClientFrame[] = frameNames.map((type) => ({ type }) as ClientFrame);
export const actionsOf = (frame: ClientFrame): readonly Action[] =>
  (frameAccess[frame.type] as (frame: ClientFrame) => readonly Action[])(frame);

function frames(): string {
  const rows = leastFrames.map((frame) => {
    const actions = actionsOf(frame);
    return row(
      `\`${frame.type}\``,
      actions.map((action) => `\`${action}\``).join(' and ') || 'nothing',
      ...readers.map(({ reader }) => sign[actions.map((action) => reader.may(action)).reduce(least, 'all')]),
    );
  });
  return table(['frame', 'asks for'], rows);
}

const fields = (): string =>
  table(
    ['field'],
    fieldGroups.map((field) => row(`\`${field}\``, ...readers.map(({ reader }) => sign[reader.sees(field)]))),
  );

function organisations(): string {
  const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
  return [
    row('organisation', 'name', 'roles', 'areas', 'vessels', 'alerts'),
    row('---', '---', '---', '---', '---', '---'),
    ...policy.organisations.map((o) =>
      row(
        `\`${o.id}\``,
        o.name,
        list(o.roles),
        list(o.areas),
        list(o.vessels),
        o.confined ? 'own' : 'all shown',
      ),
    ),
  ].join('\n');
}

const secondFactors = (): string =>
  roles
    .filter((role) => policy.roles[role].secondFactor)
    .map((role) => `\`${role}\``)
    .join(', ');

/** Everything between the marks. */
export const generated = (doors: readonly Door[]): string => `${marks.begin}

### Organisations of the built-in policy

${organisations()}

A second factor is demanded of ${secondFactors()}.

### Routes

${routes(doors)}

### Frames of a client

${frames()}

### Fields

${fields()}

${marks.end}`;

/** The page with its generated part written anew. */
export function rewritten(page: string, doors: readonly Door[]): string {
  const [before, rest] = page.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (before === undefined || after === undefined) throw new Error('docs/ACCESS.md has lost its marks');
  return before + generated(doors) + after;
}
