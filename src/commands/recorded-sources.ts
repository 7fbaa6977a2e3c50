import type { OpenLink, Payload, ReceiverTally } from '../model/reception.ts';

/** The sources that are declared as recorded: `time=recorded` in HW_SOURCES. */
export interface RecordedSources {
  /** Links opened by it belong to such a source. */
  declare(openLink: OpenLink): OpenLink;
  /** Whether the receiver is one. */
  isDeclared(receiver: ReceiverTally): boolean;
  /** When the message was recorded, milliseconds since 1970; null when its source is no such one or did not say. */
  recordedAt(payload: Payload, receiver: ReceiverTally): number | null;
}

export function createRecordedSources(): RecordedSources {
  const declared = new WeakSet<ReceiverTally>();
  return {
    declare: (openLink) => (receiver) => {
      declared.add(receiver);
      return openLink(receiver);
    },
    isDeclared: (receiver) => declared.has(receiver),
    recordedAt: ({ recordedAtMs, recordedBy }, receiver) =>
      // a time without a zone may be hours off: nobody declared the zone
      recordedAtMs === null || recordedBy === 'leading-local' || !declared.has(receiver)
        ? null
        : recordedAtMs,
  };
}
