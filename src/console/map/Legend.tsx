import { useEffect, useRef } from 'preact/hooks';
import { sees, sightOf } from '../access/may.ts';
import { session } from '../access/state.ts';
import type { MessageKey } from '../i18n/en.ts';
import { t } from '../i18n/text.ts';
import { Icon } from '../shell/Icon.tsx';
import { legendOpen, theme } from '../shell/ui.ts';
import { drawBody, drawMark } from './draw.ts';
import { day, night, type Palette } from './palette.ts';
import type { Body, Mark, Tone } from './symbol.ts';

type Drawing = (pen: CanvasRenderingContext2D, palette: Palette) => void;
const body =
  (kind: Body, tone: Tone): Drawing =>
  (pen, palette) =>
    drawBody(pen, kind, tone, palette);
const mark =
  (kind: Mark): Drawing =>
  (pen, palette) =>
    drawMark(pen, kind, palette);

const tones: readonly { tone: Tone; text: MessageKey }[] = [
  { tone: 'confirmed', text: 'hazard.confirmed' },
  { tone: 'suspected', text: 'hazard.suspected' },
  { tone: 'unknown', text: 'hazard.unknown' },
  { tone: 'plain', text: 'hazard.none-declared' },
];
/** For those who are not shown what vessels carry. */
const undisclosed: typeof tones = [{ tone: 'undisclosed', text: 'hazard.undisclosed' }];
const others: readonly { draw: Drawing; text: MessageKey }[] = [
  { draw: body('station', 'plain'), text: 'legend.station' },
  { draw: body('aid', 'plain'), text: 'legend.aid' },
  { draw: body('distress', 'confirmed'), text: 'legend.distress' },
];

/** Rows of the table: none for what the reader never sees on the map. */
const tonesShown = (): typeof tones => {
  const reach = sightOf(session.value, 'cargo');
  if (reach === 'all') return tones;
  return reach === 'own' ? [...tones, ...undisclosed] : undisclosed;
};

/** What the symbols mean, drawn by the same code that draws them on the map. */
export function Legend() {
  const open = legendOpen.value;
  return (
    <div class={`legend${open ? ' legend--open' : ''}`}>
      <button
        type="button"
        class="legend__title"
        aria-expanded={open}
        onClick={() => {
          legendOpen.value = !open;
        }}
      >
        {t('legend.title')} <Icon name={open ? 'down' : 'up'} />
      </button>
      {open && (
        <div class="legend__body">
          <table>
            <thead>
              <tr>
                <th />
                <th>{t('legend.ship')}</th>
                <th>{t('legend.barge')}</th>
                <th>{t('legend.still')}</th>
              </tr>
            </thead>
            <tbody>
              {tonesShown().map(({ tone, text }) => (
                <tr key={tone}>
                  <th scope="row">{t(text)}</th>
                  <td>
                    <Sample draw={body('ship', tone)} />
                  </td>
                  <td>
                    <Sample draw={body('barge', tone)} />
                  </td>
                  <td>
                    <Sample draw={body('still', tone)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul>
            {sees('cargo') && <CargoMarks />}
            {others.map(({ draw, text }) => (
              <li key={text}>
                <Sample draw={draw} />
                {t(text)}
              </li>
            ))}
            <li>
              <i class="legend__vector" />
              {t('legend.vector')}
            </li>
            <li>
              <i class="legend__guarded" />
              {t('legend.guarded')}
            </li>
          </ul>
          <p>{t('legend.fade')}</p>
        </div>
      )}
    </div>
  );
}

function CargoMarks() {
  return (
    <>
      <li>
        <span class="legend__row">
          <Sample draw={mark('cones-1')} />
          <Sample draw={mark('cones-2')} />
          <Sample draw={mark('cones-3')} />
        </span>
        {t('legend.cones')}
      </li>
      <li>
        <Sample draw={mark('b-flag')} />
        {t('legend.bFlag')}
      </li>
      <li>
        <Sample draw={mark('danger')} />
        {t('legend.danger')}
      </li>
    </>
  );
}

const sizePx = 26;

function Sample({ draw }: { readonly draw: Drawing }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = theme.value === 'day' ? day : night;
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.resetTransform();
    pen.clearRect(0, 0, sizePx * 2, sizePx * 2);
    pen.scale(2, 2);
    pen.translate(sizePx / 2, sizePx / 2);
    pen.scale(0.8, 0.8);
    draw(pen, palette);
  }, [draw, palette]);
  return <canvas ref={canvas} width={sizePx * 2} height={sizePx * 2} class="legend__symbol" />;
}
