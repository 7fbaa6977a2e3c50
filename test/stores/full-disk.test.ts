import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import { type ArchiveWriter, openArchiveWriter } from '../../src/archive/writer.ts';
import type { Archive, ArchiveBatch } from '../../src/model/archive.ts';
import { until } from '../receiving.ts';
import { alertEvent, positions, silent } from './archive-rows.ts';

const KIB = 1024;
const size = 2_048 * KIB;
const mount = (dir: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', dir]).status === 0;
const unmount = (dir: string): void => void spawnSync('umount', [dir]);

function canMount(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'full-'));
  const could = mount(dir);
  if (could) unmount(dir);
  rmSync(dir, { recursive: true });
  if (!could)
    process.stderr.write('skipped "a disk that is really full": it takes the right to mount a small one\n');
  return could;
}

describe.skipIf(!canMount())('a disk that is really full', () => {
  let dir: string;
  let absent: Archive;
  let writer: ArchiveWriter;
  const said: string[] = [];
  beforeAll(() => {
    absent = openArchive({ databaseUrl: 'postgresql://x@127.0.0.1:1/x', dataDir: '/nowhere', log: silent });
  });
  afterAll(() => absent.close());
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'full-'));
    mount(dir);
    said.length = 0;
    const log = {
      ...silent,
      warn: (fields: object, text: string) => void said.push(text + JSON.stringify(fields)),
    };
    writer = await open(absent, log);
  });
  afterEach(() => {
    unmount(dir);
    rmSync(dir, { recursive: true });
  });

  const open = async (archive: Archive, log = silent): Promise<ArchiveWriter> => {
    const opened = await openArchiveWriter({
      ...{ dir: join(dir, 'spool'), archive, log, random: () => 0, flushMs: 1 },
      ...{ reserveBytes: 512 * KIB, segmentBytes: 64 * KIB, maxUnsavedRows: 3_000 },
    });
    opened.start();
    return opened;
  };
  const free = (): number => {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  };
  const names = (): string[] => readdirSync(join(dir, 'spool'));

  test('V80 alerts still reach it, it is told, and it is used again when there is room, without a restart', async () => {
    const heard = positions(1, 60_000);
    let handedOver = 0;
    const hear = (count: number): void => {
      for (const row of heard.slice(handedOver, handedOver + count)) writer.position(row);
      handedOver += count;
    };
    // somebody else's file leaves little more than the reserve
    writeFileSync(join(dir, 'filler'), Buffer.alloc(free() - 300 * KIB));
    while (names().includes('reserve')) {
      hear(200);
      await writer.flush().catch(() => {});
    }
    await until(() => writer.health().degraded && /full|ENOSPC/.test(writer.health().lastError ?? ''));
    expect(said.some((text) => text.includes('the spool cannot be written') && text.includes('ENOSPC'))).toBe(
      true,
    );
    const positionsOnDisk = writer.health().waitingBytes;
    // positions beyond what memory holds are given up, counted; none goes to the disk any more
    hear(5_000);
    await until(() => writer.health().droppedPositions > 0);
    for (let seq = 1; seq <= 100; seq += 1) writer.alertEvents([alertEvent(seq, '2026-11-23T10:00:00.000Z')]);
    await until(() => writer.health().waitingBytes > positionsOnDisk + 40_000);
    expect(names().some((name) => name.endsWith('records.seg'))).toBe(true);
    expect(free()).toBeGreaterThan(300 * KIB);

    rmSync(join(dir, 'filler'));
    await until(() => names().includes('reserve'));
    await writer.flush().catch(() => {});
    const { droppedPositions } = writer.health();
    await writer.close(0);

    const written: ArchiveBatch[] = [];
    const next = await open({
      ...absent,
      prepare: async () => {},
      write: async (batch) => void written.push(batch),
    });
    await next.flush();
    expect(written.flatMap(({ alertEvents }) => alertEvents.map(({ seq }) => seq))).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    expect(written.flatMap(({ positions: rows }) => rows)).toHaveLength(handedOver - droppedPositions);
    expect(next.health().degraded).toBe(false);
    await next.close();
  });
});
