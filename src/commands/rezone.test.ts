import { beforeEach, expect, test } from 'vitest';
import { createManualTime, type ManualTime } from '../../test/manual-time.ts';
import { followZones } from './rezone.ts';

let time: ManualTime;
let change: () => void;
let replaced: number;
let judged: number[];
let stop: () => void;
let concerns: number[];
beforeEach(() => {
  time = createManualTime();
  replaced = 0;
  judged = [];
  concerns = [];
  stop = followZones({
    desk: {
      list: () => [],
      subscribe(listener) {
        change = listener;
        return () => {
          change = () => {};
        };
      },
    },
    pipeline: {
      rezone(_zones, _nowMs, concerned) {
        replaced++;
        for (const mmsi of concerns) concerned.add(mmsi);
      },
      judge: (mmsi) => void judged.push(mmsi),
    },
    ...{ clock: time.clock, schedule: time.schedule },
  });
});

test('Z34 a change is in force before anything else happens; vessels are judged 200 at a time, each once', () => {
  concerns = Array.from({ length: 500 }, (_, i) => i);
  change();
  expect([replaced, judged.length]).toEqual([1, 200]);
  time.advance(1);
  expect(judged).toEqual(concerns);
});

test('Z34 changes on the heels of one another are taken together, the last within 200 ms', () => {
  for (let i = 0; i < 50; i++) change();
  expect(replaced).toBe(1);
  time.advance(199);
  expect(replaced).toBe(1);
  time.advance(1);
  expect(replaced).toBe(2);
  time.advance(1000);
  expect(replaced).toBe(2);
});

test('Z34 nothing happens after the end', () => {
  concerns = Array.from({ length: 600 }, (_, i) => i);
  change();
  change();
  stop();
  change();
  time.advance(1000);
  expect([replaced, judged.length]).toEqual([1, 200]);
});
