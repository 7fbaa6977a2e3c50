import './form.css';
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { RequestRefused, reason } from '../live/request.ts';

interface InputProps {
  readonly name: string;
  readonly type?: 'text' | 'password' | 'date';
  readonly class?: string;
  readonly autoComplete?: string;
  readonly autoCapitalize?: 'none';
  readonly spellcheck?: boolean;
  readonly inputMode?: 'text' | 'numeric';
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

interface Props extends InputProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | null;
  readonly fault?: string | null;
  /** Where the reader is to begin. */
  readonly first?: boolean;
}

/** A named text field with what helps to fill it in and what was wrong with it. */
export function Field({
  label,
  value,
  onValue,
  hint = null,
  fault = null,
  first = false,
  type = 'text',
  ...input
}: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (first) box.current?.focus();
  }, [first]);
  const about = [hint !== null && `${id}-hint`, fault !== null && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...(input as object)}
        id={id}
        type={type as 'text'}
        ref={box}
        data-first={first || undefined}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={about || undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {hint !== null && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== null && (
        <p class="field__fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

/** The sentence without the name of the body's field: it stands beside the field of the form. */
const sentenceOf = ({ status, message }: RequestRefused): string =>
  status === 400 ? message.replace(/^[a-z]\w*: /i, '') : message;

/** What the server said, in the language of the page where the page knows better words. */
export function wordsOf(error: unknown, unknownWords: string): string {
  if (error instanceof RequestRefused) {
    if (error.status === 401) return unknownWords;
    if (error.status === 429)
      return t('access.throttled', { seconds: error.retryAfterS === null ? '…' : error.retryAfterS });
    return sentenceOf(error);
  }
  return t('access.unreachable', { detail: reason(error) });
}

/** Sends one thing at a time, and keeps why it was refused. */
export function useSending(unknownWords?: string) {
  const busy = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy.peek()) return;
    busy.value = true;
    refusal.value = null;
    try {
      await work();
    } catch (error) {
      refusal.value = wordsOf(error, unknownWords ?? reason(error));
    } finally {
      busy.value = false;
    }
  };
  return { busy, refusal, send: (work: () => Promise<unknown>): void => void run(work) };
}

/** Keeps a form on the page, and does `work` instead. */
export const onSubmit =
  (work: () => void) =>
  (event: Event): void => {
    event.preventDefault();
    work();
  };
