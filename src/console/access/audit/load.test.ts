import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signedOut } from '../../live/request.ts';
import { entries, failure, loadEarlier, loadedBehind, loadLatest } from './load.ts';

const all = Array.from({ length: 1206 }, (_, i) => ({ seq: i + 1 }));

beforeEach(() => {
  signedOut.value = false;
  vi.stubGlobal('fetch', async (path: string) => {
    const query = new URL(path, 'http://localhost').searchParams;
    const [after, limit] = [Number(query.get('after')), Number(query.get('limit'))];
    const items = all.slice(after, after + limit);
    return Response.json({ items, next: after + limit < all.length ? 'further' : null });
  });
});
afterEach(() => vi.unstubAllGlobals());
const seqs = (): number[] => (entries.value ?? []).map(({ seq }) => seq);

test('G17 the latest entries come first, and those before them page by page, each once', async () => {
  await loadLatest();
  expect(seqs()[0]).toBe(1206);
  expect(seqs()).toHaveLength(706);
  await loadEarlier();
  expect(loadedBehind.value).toBe(0);
  expect(seqs()).toEqual(all.map(({ seq }) => seq).reverse());
});

test('G17 an audit that is not given says why, and keeps what is there', async () => {
  await loadLatest();
  vi.stubGlobal('fetch', async () => Response.json({ detail: 'audit.read is missing' }, { status: 403 }));
  await loadEarlier();
  expect(failure.value).toBe('audit.read is missing');
  expect(seqs()).toHaveLength(706);
});
