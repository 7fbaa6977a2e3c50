import { expect, test } from 'vitest';
import { parseSources } from './sources.ts';

test('each kind of source, with its options', () => {
  const text =
    'tcp://10.0.3.7:10110?name=kallo, udp://0.0.0.0:10111?name=x,tcp://[::1]:4001,file:///var/log/a%20b.nmea?speed=2';
  expect(parseSources(text)).toEqual([
    { kind: 'tcp', host: '10.0.3.7', port: 10110, name: 'kallo', time: 'received' },
    { kind: 'udp', host: '0.0.0.0', port: 10111, name: 'x', time: 'received' },
    { kind: 'tcp', host: '::1', port: 4001, name: null, time: 'received' },
    { kind: 'file', path: '/var/log/a b.nmea', name: null, time: 'received', speed: 2, linesPerSecond: null },
  ]);
  const [full, paced] = parseSources('file:///a.gz?speed=max,file:///b?linesPerSecond=50&name=b');
  expect(full).toMatchObject({ speed: null, linesPerSecond: null });
  expect(paced).toMatchObject({ name: 'b', speed: null, linesPerSecond: 50 });
});

test('P9 the times of a source of any kind can be declared as right', () => {
  const all =
    'tcp://h:1?time=recorded,udp://h:2?name=x&time=recorded,file:///a?time=recorded,file:///b?time=received';
  expect(parseSources(all).map(({ time }) => time)).toEqual(['recorded', 'recorded', 'recorded', 'received']);
});

test('nothing, blanks and a trailing comma are no sources', () => {
  expect(parseSources('')).toEqual([]);
  expect(parseSources(' , ')).toEqual([]);
  expect(parseSources('tcp://h:1,')).toHaveLength(1);
});

test.each([
  ['kallo', 'not a URL'],
  ['http://h:1', "'http' is not one of tcp, udp, file"],
  ['tcp://h', 'port is missing'],
  ['tcp://h:99999', 'not a URL'],
  ['tcp://h:1/path', "'/path'"],
  ['tcp://h:1?nmae=x', "'nmae' is not an option"],
  ['tcp://h:1?name=a b', 'name must be'],
  ['udp://:10111', 'not a URL'],
  ['file://path', 'three slashes'],
  ['file:///a%zz', '%'],
  ['file:///', 'path of the file is missing'],
  ['tcp://h:1?time=now', 'time must be received or recorded'],
  ['file:///a?time=', 'time must be received or recorded'],
  ['file:///a?speed=0', 'speed must be'],
  ['file:///a?speed=fast', 'speed must be'],
  ['file:///a?linesPerSecond=-1', 'linesPerSecond must be'],
  ['file:///a?linesPerSecond=1&speed=1', 'not both'],
])('%j is refused by name', (entry, what) => {
  expect(() => parseSources(`tcp://h:1,${entry}`)).toThrow(`HW_SOURCES: '${entry}'`);
  expect(() => parseSources(`tcp://h:1,${entry}`)).toThrow(what);
});

test('a password in a source is refused without being shown', () => {
  expect(() => parseSources('tcp://user:secret@h:1')).toThrow(
    "HW_SOURCES: 'tcp://***@h:1': user and password",
  );
});

test('two sources cannot share a name', () => {
  expect(() => parseSources('tcp://h:1?name=x,udp://h:2?name=x')).toThrow("'x'");
});
