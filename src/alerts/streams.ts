import type { Organisation } from '../model/access.ts';
import type { Alert, AlertEvent, AlertState } from '../model/alert.ts';
import { mayKnow } from '../model/audience.ts';
import type { ActionResult, AlertDesk, AlertStream, AlertStreams } from '../model/ports.ts';
import type { WorkingAlertDesk } from './desk.ts';
import { emptyStream } from './empty-stream.ts';
import { handover } from './handover.ts';
import { HiddenCount } from './hidden.ts';
import type { AlertJournal } from './journal.ts';

type Source = Pick<WorkingAlertDesk, 'epoch' | 'seq' | 'all' | 'kept' | 'get' | 'subscribe'>;
type Actions = Pick<AlertDesk, 'act' | 'snooze'>;

/**
 * One stream of alerts for each organisation, and one for what is its own: only what it may know of, numbered without gaps. Events are the same objects
 * in all streams as long as nothing was hidden before them.
 *
 * @param journal what `desk` began with
 * @param actions what people do goes through them
 */
export function createStreams(
  desk: Source,
  { recovered, marks }: Pick<AlertJournal, 'recovered' | 'marks'>,
  organisations: readonly Organisation[],
  actions: Actions,
): AlertStreams {
  const count = new HiddenCount(organisations);
  /** What was hidden up to an alert's latest event, by organisation; those that are not here: nothing. */
  const hiddenAt = new WeakMap<Alert, readonly number[]>();
  const nothing = count.hidden;

  function note(event: AlertEvent): void {
    count.take(event, marks.get(event.seq));
    if (count.hidden !== nothing) hiddenAt.set(event.alert, count.hidden);
  }
  for (const event of recovered) note(event);
  // before any reader is told of them
  desk.subscribe((events) => {
    for (const event of events) note(event);
  });

  const streams = new Map(
    count.scopes.map((scope, i) => {
      const hiddenBy = (alert: Alert): number => hiddenAt.get(alert)?.[i] ?? 0;
      const hiddenNow = (): number => count.hidden[i] ?? 0;
      const epoch = count.epochOf(i, desk.epoch);
      return [
        keyOf(scope.id, scope.confined),
        streamOf(desk, actions, scope, { epoch, hiddenBy, hiddenNow }),
      ];
    }),
  );
  const none = emptyStream(desk.epoch);
  const known = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  return (id, reach) => {
    if (reach === 'none') return none;
    const organisation = known.get(id);
    if (organisation === undefined) throw new Error(`there is no organisation '${id}' in the policy`);
    return streams.get(keyOf(id, reach === 'own' || organisation.confined)) ?? none;
  };
}

/** Of the alerts that no organisation is left out of. */
export function* statesForAll(alerts: Iterable<Alert>): Generator<AlertState, void, void> {
  for (const { audience, state } of alerts) if (audience === undefined) yield state;
}

const keyOf = (id: string, confined: boolean): string => `${confined ? 'own' : 'all'} ${id}`;

/** How the events of a stream are numbered. */
interface Numbering {
  readonly epoch: string;
  /** Events that were hidden up to the latest of this alert, and by now. */
  readonly hiddenBy: (alert: Alert) => number;
  readonly hiddenNow: () => number;
}

function streamOf(
  desk: Source,
  actions: Actions,
  organisation: Organisation,
  { epoch, hiddenBy, hiddenNow }: Numbering,
): AlertStream {
  const shows = (alert: Alert): boolean => mayKnow(organisation, alert);
  const numberOf = (alert: Alert): number => alert.seq - hiddenBy(alert);

  /** The alert as the organisation is shown it. */
  function shown(alert: Alert): Alert {
    const seq = numberOf(alert);
    if (alert.audience === undefined) return seq === alert.seq ? alert : { ...alert, seq };
    const { audience, ...rest } = alert;
    return { ...rest, seq };
  }
  function shownEvent(event: AlertEvent): AlertEvent {
    const alert = shown(event.alert);
    return alert === event.alert ? event : { ...event, seq: alert.seq, alert };
  }
  const shownEvents = (events: readonly AlertEvent[]): readonly AlertEvent[] =>
    events.filter(({ alert }) => shows(alert)).map(shownEvent);

  function* all(): Generator<Alert, void, void> {
    for (const alert of desk.all()) if (shows(alert)) yield shown(alert);
  }
  function get(id: string): ReturnType<AlertDesk['get']> {
    const found = desk.get(id);
    if (found === null || !shows(found.alert)) return null;
    return { alert: shown(found.alert), events: found.events.map(shownEvent) };
  }
  /** Of what is hidden the desk is not asked. */
  async function asked(id: string, ask: () => Promise<ActionResult>): Promise<ActionResult> {
    const found = desk.get(id);
    if (found === null || !shows(found.alert)) return { outcome: 'unknown-alert' };
    const result = await ask();
    return result.outcome === 'unknown-alert' ? result : { ...result, alert: shown(result.alert) };
  }
  /** Numbers never fall from one event to the next. */
  function firstBehind(kept: readonly AlertEvent[], after: number): number {
    let [from, to] = [0, kept.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const alert = kept[middle]?.alert;
      if (alert !== undefined && numberOf(alert) > after) to = middle;
      else from = middle + 1;
    }
    return from;
  }
  const seq = (): number => desk.seq - hiddenNow();

  return {
    epoch,
    get seq() {
      return seq();
    },
    get isWhole() {
      return !organisation.confined && hiddenNow() === 0;
    },
    list({ state, kind, after, limit }) {
      const found: Alert[] = [];
      for (const alert of desk.all()) {
        if (found.length >= limit) break;
        const wanted = (state === null || alert.state === state) && (kind === null || alert.kind === kind);
        if (wanted && numberOf(alert) > after && shows(alert)) found.push(shown(alert));
      }
      return found;
    },
    get,
    act: (id, action, by, note) => asked(id, () => actions.act(id, action, by, note)),
    snooze: (id, until, by, reason) => asked(id, () => actions.snooze(id, until, by, reason)),
    handover: (sinceMs, limit) => handover({ all, get }, sinceMs, limit),
    eventsAfter(after) {
      if (after > seq()) return null;
      const kept = desk.kept();
      const first = kept[0];
      if (first === undefined) return after === seq() ? [] : null;
      const before = first.seq - hiddenBy(first.alert) - (shows(first.alert) ? 1 : 0);
      if (after < before) return null;
      return shownEvents(kept.slice(firstBehind(kept, after)));
    },
    subscribe: (listener) =>
      desk.subscribe((events) => {
        const known = shownEvents(events);
        if (known.length > 0) listener(known);
      }),
  };
}
