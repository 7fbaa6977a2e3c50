import type { SideFault } from '../model/reception.ts';
import { type About, clearAbout, newAbout, record } from './about.ts';
import { type Announced, forget, isWrapped } from './others.ts';
import type { Sentence } from './sentence.ts';
import { clearTag, newTag, readTag, tagStart } from './tag.ts';
import { createTagGroups } from './tag-groups.ts';
import { readTime } from './time-text.ts';
import { readTrailing } from './trailing.ts';
import { newWrapper } from './wrapper.ts';

/** Where a sentence stands on its line: text in front `from … at`, the sentence `at … end`, text behind `end … to`. */
export interface Place {
  from: number;
  at: number;
  end: number;
  to: number;
}

/** What earlier lines of a link and the text around a sentence say about it. */
export function createSurroundings(faulted: (fault: SideFault) => void) {
  const tag = newTag();
  const about: About = newAbout();
  const announced: Announced = { tag: newTag(), hasTag: false, wrapper: newWrapper() };
  const groups = createTagGroups();

  return {
    /** Of the sentence described last. */
    about: about as Readonly<About>,
    announced,
    /** Whether the group of the sentence described last has more to come. */
    isGroupOpen: (): boolean => tag.group >= 0 && tag.number < tag.total,

    /** Puts into `about` what is known of a sentence; of several sources the first that knows is believed. */
    describe(place: Place, { checksum, total }: Sentence, nowMs: number, sentences: number): About {
      clearAbout(about);
      clearTag(tag);
      const open = tagStart(place.from, place.at);
      if (open < place.at && !readTag(open + 1, place.at - 1, tag)) faulted('bad-tag-block');
      if (announced.hasTag) {
        tag.station ??= announced.tag.station;
        tag.timeMs ??= announced.tag.timeMs;
      }
      if (tag.group >= 0) groups.join(tag, nowMs, sentences);
      about.group = tag.group;
      about.station = tag.station;
      record(about, tag.timeMs, 'tag');
      if (isWrapped(announced, checksum, total > 1)) {
        about.station ??= announced.wrapper.station;
        record(about, announced.wrapper.timeMs, 'pghp');
      } else if (announced.wrapper.waiting) faulted('orphan-wrapper');
      forget(announced);
      if (place.end < place.to) readTrailing(place.end, place.to, about);
      if (about.recordedAtMs === null && place.from < open) readTime(place.from, open, 'leading', about);
      return about;
    },

    /** To be called after a line without an AIS sentence: a TAG block that opened a group is put to its group. */
    afterOther(nowMs: number, sentences: number): void {
      if (!announced.hasTag || announced.tag.group < 0) return;
      groups.join(announced.tag, nowMs, sentences);
      announced.hasTag = false;
    },

    /** The link ended. */
    end(): void {
      if (announced.wrapper.waiting) faulted('orphan-wrapper');
      forget(announced);
    },
  };
}
