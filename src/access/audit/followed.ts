import type { AuditNote } from '../../model/access.ts';
import type { AlertEvent } from '../../model/alert.ts';
import type { Declaration } from '../../model/cargo.ts';
import type { AlertDesk } from '../../model/ports.ts';
import type { ZoneMade } from '../../model/zone-desk.ts';
import type { Followed, Told } from './follow.ts';

/** Who has a name, as the audit says it. A name is never given to another, so that this can be asked later. */
export type WhoIs = (name: string) => NonNullable<AuditNote['actor']>;

export const byNameOnly: WhoIs = (name) => ({ id: null, name, organisation: null });

const done = (
  action: string,
  actor: AuditNote['actor'],
  object: string,
  detail: AuditNote['detail'],
): AuditNote => ({ action, actor, address: null, purpose: null, object, outcome: 'done', detail });

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Alerts: what people did with them, with what each was about. What rules and time do is in the log of alerts alone. */
export function followedAlerts(
  desk: Pick<AlertDesk, 'epoch' | 'seq' | 'subscribe'>,
  recovered: readonly AlertEvent[],
  whoIs: WhoIs,
): Followed {
  const told = (events: readonly AlertEvent[]): Told[] =>
    events.flatMap(({ seq, event, at, by, note, alert }) => {
      if (by === null) return [];
      const { id, kind, severity, title, mmsi, zoneId, snooze } = alert;
      const until = event === 'snoozed' && snooze ? { until: snooze.until } : {};
      const detail = { at, note, ...until, alert: { kind, severity, title, mmsi, zoneId } };
      return [{ seq, note: done(`alert.${event}`, whoIs(by), `alert/${id}`, detail) }];
    });
  return {
    journal: `alerts/${desk.epoch}`,
    last: () => desk.seq,
    behind: (seq) => told(recovered.filter((event) => event.seq > seq)),
    subscribe: (listener) => void desk.subscribe((events) => listener(told(events))),
  };
}

/** What a register of zones offers to be followed. */
export interface MadeZones {
  readonly madeBefore: readonly ZoneMade[];
  onMade(listener: (made: ZoneMade) => void): void;
}

/** Zones: the changes that were made here, with the Feature before and after. */
export function followedZones({ madeBefore, onMade }: MadeZones, whoIs: WhoIs): Followed {
  function told({ number, record, before }: ZoneMade): Told {
    const { id, version, at, by, feature: after } = record;
    const what = after === null ? 'deleted' : before === null ? 'created' : 'changed';
    return {
      seq: number,
      note: done(`zone.${what}`, whoIs(by), `zone/${id}`, { at, version, before, after }),
    };
  }
  return {
    journal: 'zones',
    last: () => madeBefore.at(-1)?.number ?? 0,
    behind: (seq) => madeBefore.filter(({ number }) => number > seq).map(told),
    subscribe: (listener) => onMade((made) => listener([told(made)])),
  };
}

/** What a register of declarations offers to be followed. */
export interface MadeDeclarations {
  readonly lastNumber: number;
  latest(count: number): readonly Declaration[];
  subscribe(listener: (declarations: readonly Declaration[]) => void): void;
}

/** Declared cargo: each declaration, and each withdrawal with what it took back. */
export function followedDeclarations(register: MadeDeclarations, whoIs: WhoIs): Followed {
  /** Of one declaration, what was done under numbers behind `seq`. */
  function* told(declaration: Declaration, seq: number): Generator<Told> {
    const {
      id,
      mmsi,
      declaredAtMs,
      declaredBy,
      withdrawnAtMs,
      withdrawnBy,
      numbers = [],
      ...cargo
    } = declaration;
    const object = `declaration/${id}`;
    const about = { mmsi: String(mmsi).padStart(9, '0') };
    const withdrawal = withdrawnAtMs === null ? undefined : numbers.at(-1);
    for (const number of numbers.filter((one) => one > seq)) {
      const note =
        number === withdrawal && withdrawnAtMs !== null && withdrawnBy !== null
          ? done('declaration.withdrawn', whoIs(withdrawnBy), object, {
              ...{ at: isoOf(withdrawnAtMs), ...about, before: cargo, after: null },
            })
          : done('declaration.made', whoIs(declaredBy), object, {
              ...{ at: isoOf(declaredAtMs), ...about, before: null, after: cargo },
            });
      yield { seq: number, note };
    }
  }
  const all = (declarations: readonly Declaration[], seq: number): Told[] =>
    declarations.flatMap((declaration) => [...told(declaration, seq)]).sort((a, b) => a.seq - b.seq);
  return {
    journal: 'declarations',
    last: () => register.lastNumber,
    behind: (seq) => all(register.latest(Number.POSITIVE_INFINITY), seq),
    subscribe: (listener) =>
      register.subscribe((declarations) =>
        listener(declarations.flatMap((d) => [...told(d, (d.numbers?.at(-1) ?? 0) - 1)])),
      ),
  };
}
