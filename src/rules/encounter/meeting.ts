/** What is remembered of two vessels that come near each other. */
export interface Meeting {
  /** MMSIs, the lower first. */
  readonly a: number;
  readonly b: number;
  /** The alert that stands. */
  open: 'no' | 'near' | 'contact';
  /** Looks in a row, each with new positions of both, that speak for the opposite of `open`. */
  against: number;
  /** Position times of the two at the last of them. */
  againstAMs: number;
  againstBMs: number;
  /** Since when they go beside each other; null: they do not. */
  besideSinceMs: number | null;
  /** They go together: no encounter until they part. */
  isConvoy: boolean;
  /** The last look at the vessels that it was part of. */
  look: number;
  /** Latest position that it was judged by, by the server's clock. */
  judgedAtMs: number;
}

export const newMeeting = (one: number, two: number): Meeting => ({
  a: Math.min(one, two),
  b: Math.max(one, two),
  open: 'no',
  against: 0,
  againstAMs: 0,
  againstBMs: 0,
  besideSinceMs: null,
  isConvoy: false,
  look: 0,
  judgedAtMs: 0,
});

/** Notes a look that speaks against what is; how many in a row. One bad report of either vessel is in one of them only. */
export function against(meeting: Meeting, atAMs: number, atBMs: number): number {
  if (meeting.against > 0 && (atAMs <= meeting.againstAMs || atBMs <= meeting.againstBMs))
    return meeting.against;
  meeting.againstAMs = atAMs;
  meeting.againstBMs = atBMs;
  return ++meeting.against;
}

/** Meetings by vessel. Grows by the vessels that have one; each has at most `most`. */
export interface Meetings {
  of(mmsi: number): ReadonlyMap<number, Meeting> | undefined;
  /** The meeting of two, a new one where there was none; undefined when either has too many. */
  between(one: number, two: number): Meeting | undefined;
  drop(meeting: Meeting): void;
}

export function createMeetings(most: number): Meetings {
  const byMmsi = new Map<number, Map<number, Meeting>>();
  const listOf = (mmsi: number): Map<number, Meeting> => {
    const list = byMmsi.get(mmsi) ?? new Map<number, Meeting>();
    byMmsi.set(mmsi, list);
    return list;
  };
  function take(mmsi: number, other: number): void {
    const list = byMmsi.get(mmsi);
    list?.delete(other);
    if (list?.size === 0) byMmsi.delete(mmsi);
  }
  return {
    of: (mmsi) => byMmsi.get(mmsi),
    between(one, two) {
      const known = byMmsi.get(one)?.get(two);
      if (known !== undefined) return known;
      const size = (mmsi: number): number => byMmsi.get(mmsi)?.size ?? 0;
      if (size(one) >= most || size(two) >= most) return undefined;
      const meeting = newMeeting(one, two);
      listOf(one).set(two, meeting);
      listOf(two).set(one, meeting);
      return meeting;
    },
    drop({ a, b }) {
      take(a, b);
      take(b, a);
    },
  };
}
