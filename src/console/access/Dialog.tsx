import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { Icon } from '../shell/Icon.tsx';

/** A box over the page that keeps the focus. `onClose` null: it cannot be left. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: (() => void) | null;
  readonly children: preact.ComponentChildren;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={wide ? 'sheet sheet--wide' : 'sheet'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={(event) => {
        // browsers close a dialog at the second Escape without asking
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose?.();
      }}
    >
      <header class="sheet__head">
        <h2 id={id}>{title}</h2>
        {onClose !== null && (
          <button type="button" class="sheet__close" aria-label={t('vessel.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
