import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { useSignal } from '@preact/signals';
import type { Map as PortMap } from 'maplibre-gl';
import { useEffect, useRef } from 'preact/hooks';
import type { PortView } from '../../protocol/port.ts';
import { decimal } from '../format/format.ts';
import { language, t } from '../i18n/text.ts';
import { phase, picture, pictureAtMs, zones } from '../live/state.ts';
import { Icon } from '../shell/Icon.tsx';
import { flight, selectVessel, shownStates } from '../shell/ui.ts';
import { title } from '../vessel/search.ts';
import { EmptyPicture } from './EmptyPicture.tsx';
import { Legend } from './Legend.tsx';
import { mountMap } from './portMap.ts';

interface Hover {
  readonly mmsi: string;
  readonly x: number;
  readonly y: number;
}

/** The map with what lies on it: zoom, legend, the vessel under the pointer, and what to do while it is empty. */
export function PortMapView({ port }: { readonly port: PortView }) {
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<PortMap | null>(null);
  const hover = useSignal<Hover | null>(null);
  const ready = useSignal(false);
  const failed = useSignal(false);

  useEffect(() => {
    if (!container.current) return undefined;
    try {
      const mounted = mountMap(container.current, port, {
        onSelect: (mmsi) => selectVessel(mmsi, false),
        onHover: (next) => {
          hover.value = next;
        },
        onReady: () => {
          ready.value = true;
        },
      });
      map.current = mounted.map;
      return () => mounted.remove();
    } catch {
      failed.value = true;
      return undefined;
    }
  }, [port, hover, ready, failed]);

  const lost = phase.value.name !== 'live' && pictureAtMs.value !== null;
  return (
    <section class={`map${lost ? ' map--lost' : ''}`} aria-label={t('map.label')} data-ready={ready.value}>
      <div class="map__canvas" ref={container} />
      {failed.value && <p class="map__notice">{t('map.noWebgl')}</p>}
      <ShownOnly />
      {phase.value.name === 'live' && pictureAtMs.value !== null && picture.value.vessels.size === 0 && (
        <EmptyPicture />
      )}
      {hover.value && <Tip hover={hover.value} />}
      <div class="map__buttons">
        <button
          type="button"
          title={t('map.zoomIn')}
          aria-label={t('map.zoomIn')}
          onClick={() => map.current?.zoomIn()}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          title={t('map.zoomOut')}
          aria-label={t('map.zoomOut')}
          onClick={() => map.current?.zoomOut()}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          title={t('map.fit')}
          aria-label={t('map.fit')}
          onClick={() => {
            flight.value = { to: 'port' };
          }}
        >
          <Icon name="fit" />
        </button>
      </div>
      <Legend />
      {zones.value.some((z) => z.properties.approximate) && <p class="map__foot">{t('map.approximate')}</p>}
    </section>
  );
}

/** While the map hides vessels it says so, always. */
function ShownOnly() {
  const shown = shownStates.value;
  if (!shown) return null;
  const states = [...shown].map((state) => t(`hazard.${state}`)).join(', ');
  return (
    <p class="map__filter" role="status">
      <span>{t('map.filter', { states })}</span>
      <button
        type="button"
        onClick={() => {
          shownStates.value = null;
        }}
      >
        {t('map.filterOff')}
      </button>
    </p>
  );
}

function Tip({ hover }: { readonly hover: Hover }) {
  const vessel = picture.value.vessels.get(hover.mmsi);
  if (!vessel) return null;
  const place = (element: HTMLDivElement | null): void => {
    if (element) element.style.transform = `translate(${hover.x + 16}px, ${hover.y + 12}px)`;
  };
  const speed = vessel.sogKn === null ? null : `${decimal(vessel.sogKn, 1, language.value)} ${t('unit.kn')}`;
  return (
    <div class="map__tip" ref={place}>
      <b>{title(vessel)}</b>
      {vessel.hazard && (
        <span class={`tone tone--${vessel.hazard.state}`}>{t(`hazard.${vessel.hazard.state}`)}</span>
      )}
      <span>{[vessel.shipTypeText, speed].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
