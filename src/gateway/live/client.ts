import type { Picture } from '../../model/ports.ts';
import type { Vessel } from '../../model/vessel.ts';
import type { AlertNews } from './alert-news.ts';
import type { LiveLimits } from './limits.ts';
import type { Showing } from './showing.ts';
import { type Stage, sightOf, type View, vesselsFrame, wanted } from './stage.ts';

/** The part of a WebSocket that a client is told through. */
export interface Outlet {
  /** One text message; bytes are its UTF-8. */
  send(text: string | Buffer, options: { readonly binary: false }): void;
  /** Bytes handed over that the network has not taken. */
  readonly bufferedAmount: number;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

const asText = { binary: false } as const;

/**
 * What one client is told. Vessels are latest-value: while the client is slow only their ids are kept, at most those of
 * the picture. Alerts are never held back or left out. A client that takes nothing is cut off.
 */
export class LiveClient {
  readonly #outlet: Outlet;
  readonly #limits: LiveLimits;
  readonly #picture: Picture;
  #showing: Showing;
  #view: View | null = null;
  /** `seq` that the client has; null: it wants no alerts. */
  #alertsAfter: number | null = null;
  #subscribed = false;
  #away = false;
  /** Vessels that the client shows. */
  readonly #shown = new Set<number>();
  /** Vessels whose latest value a slow client has not been given. */
  readonly #owed = new Set<number>();
  #owesFull = false;
  #slow = false;
  /** While too much is waiting: since when the client has taken nothing worth speaking of, and how much waited then. */
  #stuck: { sinceMs: number; bytes: number } | null = null;
  #missedPongs = 0;

  constructor(outlet: Outlet, picture: Picture, showing: Showing, limits: LiveLimits) {
    this.#outlet = outlet;
    this.#picture = picture;
    this.#showing = showing;
    this.#limits = limits;
  }

  get subscribed(): boolean {
    return this.#subscribed;
  }

  /** Replaces what the client sees. `alertsAfter` null: no alerts; events behind it follow through `alerts`. */
  subscribe(view: View | null, alertsAfter: number | null): void {
    this.#subscribed = true;
    this.#away = false;
    this.#view = view;
    this.#alertsAfter = alertsAfter;
    this.#owesAll();
  }

  get showing(): Showing {
    return this.#showing;
  }

  /** It is shown other things from now on, of what it subscribed to and may still be told. */
  show(showing: Showing, { vessels, alerts }: { readonly vessels: boolean; readonly alerts: boolean }): void {
    this.#showing = showing;
    if (!vessels) this.#view = null;
    if (!alerts) this.#alertsAfter = null;
    this.#owesAll();
  }

  #owesAll(): void {
    this.#owesFull = this.#view !== null;
    this.#owed.clear();
    this.#shown.clear();
  }

  /** While it looks at the past it is told nothing of the live picture, and all of it when it is back; alerts go on. */
  set away(away: boolean) {
    this.#away = away;
    this.#owesAll();
  }

  /** It takes less than it is sent. */
  get slow(): boolean {
    return this.#congested();
  }

  send(text: string | Buffer): void {
    this.#outlet.send(text, asText);
  }

  /** Sends the events that the client does not have; at once, however slow it is. */
  alerts(events: readonly AlertNews[]): void {
    if (this.#alertsAfter === null) return;
    for (const news of events) {
      if (news.seq <= this.#alertsAfter) continue;
      this.#outlet.send(news.text(this.#showing.alert(news.alert)), asText);
      this.#alertsAfter = news.seq;
    }
  }

  /** State of the server: latest-value, so a slow client waits for the next. */
  status(text: string): void {
    if (this.#subscribed && !this.#congested()) this.#outlet.send(text, asText);
  }

  /** The whole picture if it is owed, and can be taken. */
  full(stage: Stage, nowMs: number): void {
    const view = this.#view;
    if (view === null || this.#away || !this.#owesFull || this.#congested()) return;
    const texts: Buffer[] = [];
    for (const vessel of this.#picture.all()) {
      if (!wanted(view, sightOf(vessel))) continue;
      this.#shown.add(vessel.mmsi);
      texts.push(stage.text(vessel, this.#showing.vessel(vessel)));
    }
    this.#outlet.send(vesselsFrame(nowMs, true, texts, []), asText);
    this.#owesFull = false;
  }

  /** The changes of one step of the picture. */
  stage(stage: Stage): void {
    const view = this.#view;
    if (view === null || this.#away) return;
    if (this.#congested()) this.#owe(stage, view);
    else if (this.#owesFull) this.full(stage, stage.atMs);
    else if (this.#owed.size > 0) this.#settle(stage, view);
    else this.#tell(stage, view);
  }

  /** What changed of what the client sees and saw until now. */
  #tell(stage: Stage, view: View): void {
    const seen: Vessel[] = [];
    const gone: number[] = [];
    stage.each(view.box, (sight) => {
      if (wanted(view, sight)) seen.push(sight.vessel);
    });
    for (const mmsi of this.#shown) {
      const sight = stage.changed(mmsi);
      if (sight && !wanted(view, sight)) gone.push(mmsi);
    }
    for (const mmsi of stage.changes.gone) if (this.#shown.has(mmsi)) gone.push(mmsi);
    this.#send(stage, seen, gone);
  }

  #send(stage: Stage, seen: readonly Vessel[], gone: readonly number[]): void {
    if (seen.length === 0 && gone.length === 0) return;
    for (const mmsi of gone) this.#shown.delete(mmsi);
    const texts = seen.map((vessel) => {
      this.#shown.add(vessel.mmsi);
      return stage.text(vessel, this.#showing.vessel(vessel));
    });
    this.#outlet.send(vesselsFrame(stage.atMs, false, texts, gone), asText);
  }

  #owe(stage: Stage, view: View): void {
    if (this.#owesFull) return;
    stage.each(view.box, (sight) => {
      if (wanted(view, sight)) this.#owed.add(sight.vessel.mmsi);
    });
    for (const mmsi of this.#shown) if (stage.changed(mmsi)) this.#owed.add(mmsi);
    // of a vessel that is gone the client has to hear only if it shows it
    for (const mmsi of stage.changes.gone)
      if (this.#shown.has(mmsi)) this.#owed.add(mmsi);
      else this.#owed.delete(mmsi);
  }

  #settle(stage: Stage, view: View): void {
    this.#owe(stage, view);
    const seen: Vessel[] = [];
    const gone: number[] = [];
    for (const mmsi of this.#owed) {
      const vessel = this.#picture.get(mmsi);
      if (vessel && wanted(view, sightOf(vessel))) seen.push(vessel);
      else if (this.#shown.has(mmsi)) gone.push(mmsi);
    }
    this.#owed.clear();
    this.#send(stage, seen, gone);
  }

  /** Two bounds, so that a client at the edge does not flap. */
  #congested(): boolean {
    const waiting = this.#outlet.bufferedAmount;
    this.#slow = this.#slow ? waiting >= this.#limits.recoveredBytes : waiting > this.#limits.slowBytes;
    return this.#slow;
  }

  /** Cuts off a client that has let too much pile up; it resumes by `after`. True when it did. */
  cutOffIfOverdue(nowMs: number): boolean {
    const waiting = this.#outlet.bufferedAmount;
    if (waiting <= this.#limits.overdueBytes) {
      this.#stuck = null;
      return false;
    }
    // a large picture on a narrow line takes long, and is no reason to begin it again and again
    if (this.#stuck === null || waiting <= this.#stuck.bytes - this.#limits.recoveredBytes)
      this.#stuck = { sinceMs: nowMs, bytes: waiting };
    if (nowMs - this.#stuck.sinceMs < this.#limits.overdueMs && waiting <= this.#limits.hardBytes)
      return false;
    this.#outlet.terminate();
    return true;
  }

  /** Any sign of life from the other end. */
  alive(): void {
    this.#missedPongs = 0;
  }

  /** Asks for a sign of life; cuts off when the last two were not answered. */
  ping(): void {
    if (this.#missedPongs >= 2) {
      this.#outlet.terminate();
      return;
    }
    this.#missedPongs += 1;
    this.#outlet.ping();
  }

  close(code: number, reason: string): void {
    this.#outlet.close(code, reason);
  }

  terminate(): void {
    this.#outlet.terminate();
  }
}
