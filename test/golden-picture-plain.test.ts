import { expect, test } from 'vitest';
import { createFeeding } from './picture-feed.ts';
import { classesIn, heardIn, repeatedIn } from './plain-count.ts';
import { sharedBytes, sharedFile } from './shared.ts';

/** The numbers of golden-picture.test.ts, counted another way: nothing but ais-stream-decoder and the text of the lines. */

const antwerp = sharedFile('nmea/antwerp-2012.nmea.gz');
const world = sharedFile('nmea/world-2012.nmea.gz');
const startMs = Date.UTC(2012, 2, 14, 11, 30, 15);

function both(path: string | null, perSecond: number) {
  const lines = sharedBytes(path).toString('latin1').split(/\r?\n/).filter(Boolean);
  const feeding = createFeeding();
  const log = feeding.link('log');
  const { results, refused } = log.tally;
  const duplicates: number[] = [];
  for (const [i, line] of lines.entries()) {
    const before = results.duplicate;
    log.line(line, startMs + Math.round((i * 1000) / perSecond));
    if (results.duplicate > before) duplicates.push(i);
  }
  const heard = heardIn(lines);
  const repeated = repeatedIn(heard, perSecond);
  const classes = classesIn(heard);
  const { picture } = feeding;
  return {
    taken: results.accepted + results.duplicate + Object.values(refused).reduce((a, b) => a + b, 0),
    refused,
    messages: heard.length,
    missing: [...new Set(heard.map(({ mmsi }) => mmsi))].filter((mmsi) => picture.get(mmsi) === undefined),
    invented: [...picture.all()].filter(({ mmsi }) => !heard.some((h) => h.mmsi === mmsi)),
    repeated: repeated.length,
    notRemoved: repeated.filter((line) => !duplicates.includes(line)),
    wronglyRemoved: duplicates.filter((line) => !repeated.includes(line)),
    classed: classes.size,
    otherClass: [...classes].filter(([mmsi, cls]) => {
      const ours = picture.get(mmsi)?.class;
      return (ours === 'inland' ? 'A' : ours) !== cls;
    }),
  };
}

test.runIf(world !== null)('T26 the world feed counted another way', () => {
  const { taken, ...count } = both(world, 410);
  expect(taken).toBe(count.messages);
  expect(count).toEqual({
    messages: 46_724,
    refused: { 'bad-fill-bits': 10, 'unknown-type': 1 },
    // sends nothing but the message of unknown type
    missing: [202_571_901],
    invented: [],
    repeated: 286,
    notRemoved: [],
    // rightly removed: a message that another station sent in three parts (line 32,039), which is not read here
    wronglyRemoved: [32_194],
    // the other 317 send messages that ais-stream-decoder does not read, or no position report, so that their type says no class
    classed: 8_944,
    otherClass: [],
  });
});

test.runIf(antwerp !== null)('T26 the Antwerp log counted another way', () => {
  const { taken, ...own } = both(antwerp, 50);
  expect(taken).toBe(own.messages);
  const same = {
    messages: 5_620,
    refused: {},
    missing: [],
    invented: [],
    wronglyRemoved: [],
    otherClass: [],
  };
  expect(own).toEqual({ ...same, repeated: 48, notRemoved: [], classed: 642 });
  expect(both(antwerp, 10_000)).toMatchObject({ ...same, repeated: 1_067, notRemoved: [] });
});
