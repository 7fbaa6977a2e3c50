import type { AlertFrame, ErrorFrame, HelloFrame, ServerFrame, VesselsFrame } from '../../protocol/frames.ts';
import type { LiveVessel } from '../../protocol/vessel.ts';
import { emptyBook, takeAlerts, takeEvent } from './alertBook.ts';
import * as api from './api.ts';
import { pauseMs } from './backoff.ts';
import { applyVessels } from './picture.ts';
import { reason } from './request.ts';
import { type Course, courseAtHello, courseWhenRefused } from './resume.ts';
import { keepLink, type Link } from './socket.ts';
import * as state from './state.ts';

export interface Surroundings {
  readonly socketUrl: string;
  readonly clock: () => number;
  readonly random: () => number;
  /** Called with each event of the alert stream, after the book has it. */
  readonly onAlert: (frame: AlertFrame) => void;
  /** What the session may read; asked anew at each connection. */
  readonly reads: (part: 'picture' | 'alerts' | 'zones' | 'history') => boolean;
}

export interface Session {
  retryNow(): void;
  /**
   * Connects again and goes on behind the last event taken. `anew`: what the session may has changed, so the zones and
   * alerts of before are not those of now.
   */
  renew(anew: boolean): void;
  /** Leaves the server alone until `renew`. */
  end(): void;
  acknowledge(alertId: string): Promise<void>;
}

const noZones = { zones: [], revision: '' };

/** Connects the page's state to the server: loads the port and the open alerts, then follows the live stream. */
export function startSession(around: Surroundings): Session {
  const vessels = new Map<string, LiveVessel>();
  let link: Link | null = null;
  /** The list has to be loaded again once the server has answered the subscription. */
  let reloadOnFull = false;
  let loads = 0;
  let portLoads = 0;
  /** Revision of the zones on the page, or of those that are being loaded. */
  let zonesWanted = '';

  function take(course: Course): void {
    state.alertBook.value = course.book;
    reloadOnFull = course.load === 'when-subscribed';
    const alerts = around.reads('alerts') && course.alerts;
    link?.send({ type: 'subscribe', bbox: null, vessels: around.reads('picture'), alerts });
    if (course.load === 'now') void loadAlerts();
  }

  function onHello(frame: HelloFrame): void {
    state.hello.value = frame;
    take(courseAtHello(state.alertBook.value, frame));
  }

  function onVessels(frame: VesselsFrame): void {
    applyVessels(vessels, frame);
    state.picture.value = { vessels };
    noteServerTime(frame.at);
    state.pictureAtMs.value = Date.parse(frame.at);
    if (frame.full && reloadOnFull) {
      reloadOnFull = false;
      void loadAlerts();
    }
  }

  function onAlert(frame: AlertFrame): void {
    const { book, gap } = takeEvent(state.alertBook.value, frame);
    state.alertBook.value = book;
    around.onAlert(frame);
    if (gap) void loadAlerts();
  }

  function onError(frame: ErrorFrame): void {
    const greeting = state.hello.value;
    if (frame.code === 'resume-impossible' && greeting) take(courseWhenRefused(greeting));
  }

  function noteServerTime(at: string): void {
    state.clockOffsetMs.value = Date.parse(at) - around.clock();
  }

  function onFrame(frame: ServerFrame): void {
    if (frame.type === 'vessels') onVessels(frame);
    else if (frame.type === 'alert') onAlert(frame);
    else if (frame.type === 'hello') onHello(frame);
    else if (frame.type === 'error') onError(frame);
    else if (frame.type === 'status') {
      state.status.value = frame;
      if (around.reads('zones') && frame.zones !== zonesWanted) {
        zonesWanted = frame.zones;
        void loadPort();
      }
      noteServerTime(frame.at);
    }
  }

  async function loadAlerts(): Promise<void> {
    if (!around.reads('alerts')) return;
    loads += 1;
    const mine = loads;
    for (let attempt = 1; mine === loads; attempt += 1) {
      try {
        const alerts = await api.getOpenAlerts();
        if (mine !== loads) return;
        state.alertBook.value = takeAlerts(state.alertBook.value, alerts);
        state.alertsLoaded.value = true;
        state.alertsFailure.value = null;
        return;
      } catch (error) {
        state.alertsFailure.value = reason(error);
        await pause(attempt);
      }
    }
  }

  /** The port and its zones; again whenever a status names other zones than were asked for last. */
  async function loadPort(): Promise<void> {
    if (!around.reads('picture') && !around.reads('zones') && !around.reads('history')) return;
    portLoads += 1;
    const mine = portLoads;
    for (let attempt = 1; mine === portLoads; attempt += 1) {
      try {
        const [port, { zones, revision }] = await Promise.all([
          api.getPort(),
          around.reads('zones') ? api.getZones() : noZones,
        ]);
        if (mine !== portLoads) return;
        zonesWanted = revision;
        state.zones.value = zones;
        state.port.value = port;
        state.portFailure.value = null;
        return;
      } catch (error) {
        state.portFailure.value = reason(error);
        await pause(attempt);
      }
    }
  }

  const pause = (attempt: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, pauseMs(attempt, around.random())));

  async function acknowledge(alertId: string): Promise<void> {
    const held = state.alertBook.value.alerts.get(alertId);
    if (held?.state !== 'active' || state.pendingAcks.value.has(alertId)) return;
    state.pendingAcks.value = new Set(state.pendingAcks.value).add(alertId);
    try {
      await api.acknowledge(alertId);
    } finally {
      const rest = new Set(state.pendingAcks.value);
      rest.delete(alertId);
      state.pendingAcks.value = rest;
    }
  }

  void loadPort();
  link = keepLink({
    url: around.socketUrl,
    clock: around.clock,
    random: around.random,
    onFrame,
    onPhase: (phase) => {
      state.phase.value = phase;
    },
  });
  return {
    retryNow: () => link?.retryNow(),
    renew: (anew) => {
      if (anew) {
        state.alertBook.value = emptyBook;
        void loadPort();
      }
      link?.renew();
    },
    end: () => link?.end(),
    acknowledge,
  };
}
