import { expect, test } from 'vitest';
import { imported } from '../../test/recorded-logs.ts';

test('what cannot be asked for is said in one sentence before anything is opened', async () => {
  const open = () => {
    throw new TypeError('opened');
  };
  expect(await imported(['--help'], {}, { open })).toMatchObject({ code: 0, err: '' });
  for (const [args, sentence] of [
    [[], /name at least one FILE/],
    [['--zone=UTC', 'a.nmea'], /Unknown option '--zone'/],
  ] as const)
    expect(await imported(args, {}, { open })).toMatchObject({
      code: 2,
      err: expect.stringMatching(sentence),
    });
  expect(await imported(['a.nmea'], { HW_RETENTION_DAYS: 'x' }, { open })).toMatchObject({
    code: 1,
    err: expect.stringMatching(/HW_RETENTION_DAYS="x" is not accepted/),
  });
});

test('an archive that fails is named, with what to do', async () => {
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const { code, err } = await imported(['a.nmea'], env);
  expect(code).toBe(1);
  expect(err).toMatch(/the archive fails: connect ECONNREFUSED/);
});
