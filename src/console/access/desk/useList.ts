import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { reason } from '../../live/request.ts';

/** A list of the server, loaded once, in which single items are replaced as the server answers changes. */
export function useList<Item extends { readonly id: string }>(load: () => Promise<readonly Item[]>) {
  const items = useSignal<readonly Item[] | null>(null);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    load().then(
      (loaded) => {
        items.value = loaded;
      },
      (error: unknown) => {
        failure.value = reason(error);
      },
    );
  }, [load, items, failure]);
  const put = (item: Item): void => {
    const held = items.peek() ?? [];
    const isNew = held.every(({ id }) => id !== item.id);
    items.value = isNew ? [item, ...held] : held.map((other) => (other.id === item.id ? item : other));
  };
  return { items, failure, put };
}
