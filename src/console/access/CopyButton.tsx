import { useSignal } from '@preact/signals';
import { t } from '../i18n/text.ts';

/** Copies a text. Where the browser refuses it (no TLS), it says so: the text stands beside it to be selected. */
export function CopyButton({ text }: { readonly text: string }) {
  const outcome = useSignal<'copied' | 'refused' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      outcome.value = 'copied';
    } catch {
      outcome.value = 'refused';
    }
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void copy()}>
        {t(outcome.value === 'copied' ? 'access.copied' : 'access.copy')}
      </button>
      <span role="status" class={outcome.value === 'refused' ? 'warn' : 'unseen'}>
        {outcome.value !== null && t(outcome.value === 'copied' ? 'access.copied' : 'access.copyRefused')}
      </span>
    </>
  );
}
