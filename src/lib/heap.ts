/** A binary min-heap: the least item by `before` comes out first. */
export interface Heap<T> {
  readonly size: number;
  peek(): T | undefined;
  push(item: T): void;
  pop(): T | undefined;
}

/** `before(a, b)`: whether `a` must come out ahead of `b`; a strict order, so that the sequence is reproducible. */
export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  const swap = (i: number, j: number): void => {
    const kept = items[i] as T;
    items[i] = items[j] as T;
    items[j] = kept;
  };
  const ahead = (i: number, j: number): boolean => before(items[i] as T, items[j] as T);
  return {
    get size() {
      return items.length;
    },
    peek: () => items[0],
    push(item) {
      items.push(item);
      let i = items.length - 1;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!ahead(i, parent)) return;
        swap(i, parent);
        i = parent;
      }
    },
    pop() {
      if (items.length < 2) return items.pop();
      swap(0, items.length - 1);
      const top = items.pop();
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < items.length && ahead(child, least)) least = child;
        }
        if (least === i) return top;
        swap(i, least);
        i = least;
      }
    },
  };
}
