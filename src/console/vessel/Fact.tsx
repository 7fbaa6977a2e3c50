import type { ComponentChildren } from 'preact';

export function Facts({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="facts">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </div>
  );
}

/** One named value; nothing when it was never heard. */
export function Fact({ name, value }: { readonly name: string; readonly value: ComponentChildren }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
