/** Line icons of the page, 16 × 16, in the colour of the text. */
const shapes = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  snooze: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.5V8l2.5 1.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8L14 14',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6L13 13M13 3l-1.4 1.4M4.4 11.6L3 13',
  moon: 'M13.5 9.6A6 6 0 1 1 6.4 2.5a4.8 4.8 0 0 0 7.1 7.1z',
  soundOn: 'M2 6v4h2.5L8 13V3L4.5 6zM10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6.3 6.3 0 0 1 0 9',
  soundOff: 'M2 6v4h2.5L8 13V3L4.5 6zM11 6l4 4M15 6l-4 4',
  target: 'M8 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM8 1v3M8 12v3M1 8h3M12 8h3',
  receiver:
    'M8 8.5V15M5 15h6M8 8.5a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4zM4.8 10.4a4.4 4.4 0 0 1 0-6.2M11.2 4.2a4.4 4.4 0 0 1 0 6.2M2.6 12.4a7.3 7.3 0 0 1 0-10.2M13.4 2.2a7.3 7.3 0 0 1 0 10.2',
  help: 'M5.8 6a2.3 2.3 0 1 1 3.2 2.2c-.7.3-1 .8-1 1.5M8 12.2v.3',
  // Severities: each its own shape, so that colour is not needed to tell them apart.
  alarm: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.5v4.2M8 11v.4',
  warning: 'M8 1.8L15 14H1zM8 6.3v3.9M8 12v.3',
  caution: 'M8 1.2L14.8 8 8 14.8 1.2 8zM8 5v3.6M8 10.6v.4',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 7.3v4M8 4.8v.4',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, class: extra }: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg class={`icon${extra ? ` ${extra}` : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
