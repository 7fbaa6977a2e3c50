/** Bounds of the WebSocket; sizes are bytes of the socket's send buffer. */
export interface LiveLimits {
  /** Sockets in all. */
  readonly sockets: number;
  /** Not of loopback, where a reverse proxy stands for all its clients. */
  readonly socketsPerAddress: number;
  /** Of one account, and of one key. */
  readonly socketsPerPerson: number;
  readonly socketsPerKey: number;
  /** Between two looks whether the session of a socket stands, and what it may. */
  readonly recheckMs: number;
  /** Messages of one client a minute; as many may come at once. */
  readonly messagesPerMinute: number;
  readonly maxMessageBytes: number;
  /** Events that a resuming client is given; one that is further behind loads the alerts over HTTP. */
  readonly replayedEvents: number;
  /** Above it a client counts as slow and gets no vessel stages. */
  readonly slowBytes: number;
  /** Below it a slow client gets the vessels that changed meanwhile. */
  readonly recoveredBytes: number;
  /** Above it, a client that takes less than `recoveredBytes` in `overdueMs` is cut off. */
  readonly overdueBytes: number;
  readonly overdueMs: number;
  /** Above it a client is cut off at once; more than the picture of 100,000 vessels. */
  readonly hardBytes: number;
  readonly statusMs: number;
  /** Between protocol pings; after two without an answer the client is dead. */
  readonly pingMs: number;
  /** Between saying goodbye and cutting off. */
  readonly closeMs: number;
}

export const liveLimits: LiveLimits = {
  sockets: 500,
  socketsPerAddress: 50,
  socketsPerPerson: 5,
  socketsPerKey: 20,
  recheckMs: 30_000,
  messagesPerMinute: 100,
  maxMessageBytes: 64 * 1024,
  replayedEvents: 5000,
  slowBytes: 512 * 1024,
  recoveredBytes: 64 * 1024,
  overdueBytes: 2 * 1024 * 1024,
  overdueMs: 30_000,
  hardBytes: 128 * 1024 * 1024,
  statusMs: 5000,
  pingMs: 15_000,
  closeMs: 1500,
};
