import { expect, test } from 'vitest';
import { createHeap } from './heap.ts';
import { createRandom } from './random.ts';

test('a heap gives its items in order, whatever the order they came in', () => {
  const random = createRandom(5);
  const heap = createHeap<number>((a, b) => a < b);
  const kept: number[] = [];
  for (let round = 0; round < 2_000; round += 1) {
    if (kept.length > 0 && random.chance(0.4)) {
      kept.sort((a, b) => a - b);
      expect(heap.peek()).toBe(kept[0]);
      expect(heap.pop()).toBe(kept.shift());
    } else {
      const item = random.whole(0, 500);
      heap.push(item);
      kept.push(item);
    }
    expect(heap.size).toBe(kept.length);
  }
});

test('an empty heap gives nothing', () => {
  const heap = createHeap<number>((a, b) => a < b);
  expect(heap.pop()).toBeUndefined();
  expect(heap.peek()).toBeUndefined();
});
