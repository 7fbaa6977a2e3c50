import './vessel.css';
import type { LiveVessel } from '../../protocol/vessel.ts';
import { seesOf } from '../access/may.ts';
import { session } from '../access/state.ts';
import { age, bearing, decimal, eta, position } from '../format/format.ts';
import { language, t } from '../i18n/text.ts';
import { isOpen } from '../live/alertBook.ts';
import { positionAgeS } from '../live/picture.ts';
import { alertBook, nowMs, picture, zoneNames } from '../live/state.ts';
import { carriesCargo } from '../map/symbol.ts';
import { Icon } from '../shell/Icon.tsx';
import { selectedMmsi, selectVessel, showAlert } from '../shell/ui.ts';
import { Declarations } from './Declarations.tsx';
import { Fact, Facts } from './Fact.tsx';
import { HazardBlock } from './HazardBlock.tsx';
import { Reception } from './Reception.tsx';
import { title } from './search.ts';

/** Everything the live picture says about the selected vessel; what was never heard is left out or says so. */
export function VesselPanel() {
  const mmsi = selectedMmsi.value;
  if (mmsi === null) return null;
  const vessel = picture.value.vessels.get(mmsi);
  return (
    <section class="vessel" aria-label={vessel ? title(vessel) : mmsi} data-mmsi={mmsi}>
      <header class="vessel__head">
        <div>
          <h2>{vessel?.name || t('vessel.unnamed')}</h2>
          <p>{[vessel?.shipTypeText, vessel?.flag, `MMSI ${mmsi}`].filter(Boolean).join(' · ')}</p>
        </div>
        <button
          type="button"
          title={t('vessel.centre')}
          aria-label={t('vessel.centre')}
          onClick={() => selectVessel(mmsi, true)}
        >
          <Icon name="target" />
        </button>
        <button
          type="button"
          title={`${t('vessel.close')} (Esc)`}
          aria-label={t('vessel.close')}
          onClick={() => selectVessel(null, false)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="vessel__body">
        {vessel ? <Body vessel={vessel} /> : <p class="vessel__gone">{t('vessel.gone')}</p>}
      </div>
    </section>
  );
}

function Body({ vessel: v }: { readonly vessel: LiveVessel }) {
  return (
    <>
      {v.hazard ? <HazardBlock hazard={v.hazard} /> : <NotShown vessel={v} />}
      {seesOf(session.value, 'declarations', v) && <Declarations key={v.mmsi} mmsi={v.mmsi} />}
      <OpenAlerts mmsi={v.mmsi} />
      <Navigation vessel={v} />
      <Facts title={t('vessel.identity')}>
        <Fact name={t('vessel.imo')} value={v.imo} />
        <Fact name={t('vessel.eni')} value={v.eni} />
        <Fact name={t('vessel.callsign')} value={v.callsign} />
        <Fact name={t('vessel.class')} value={t(`class.${v.class}`)} />
        <Fact name={t('vessel.type')} value={typeText(v)} />
        <Fact name={t('vessel.eri')} value={v.eriType} />
        <Fact name={t('vessel.size')} value={sizeText(v)} />
        <Fact name={t('vessel.draught')} value={metres(v.draughtM)} />
      </Facts>
      <Facts title={t('vessel.voyage')}>
        <Fact name={t('vessel.destination')} value={v.destination} />
        <Fact name={t('vessel.eta')} value={v.eta && eta(v.eta)} />
        <Fact
          name={t('vessel.zones')}
          value={v.zones.map((id) => zoneNames.value.get(id) ?? id).join(', ') || t('vessel.noZones')}
        />
      </Facts>
      <Reception key={v.mmsi} mmsi={v.mmsi} />
    </>
  );
}

/** Said once: that nothing stands here is not that nothing is aboard. */
function NotShown({ vessel }: { readonly vessel: LiveVessel }) {
  if (!carriesCargo(vessel)) return null;
  return (
    <p class="vessel__closed" data-undisclosed>
      {t('access.notShown')}
    </p>
  );
}

function Navigation({ vessel: v }: { readonly vessel: LiveVessel }) {
  const old = positionAgeS(v, nowMs.value);
  const turn = v.rotDegPerMin ? `${decimal(v.rotDegPerMin, 0, language.value)}°/min` : null;
  const signal = v.signal && (
    <span class={`signal signal--${v.signal}`}>
      <i />
      {t(`signal.${v.signal}`)}
      {old !== null && ` · ${age(old)}`}
    </span>
  );
  return (
    <>
      <div class="vessel__now">
        <Gauge
          name={t('vessel.speed')}
          value={v.sogKn === null ? '–' : decimal(v.sogKn, 1, language.value)}
          unit={t('unit.kn')}
        />
        <Gauge name={t('vessel.course')} value={v.cogDeg === null ? '–' : bearing(v.cogDeg)} />
        <Gauge name={t('vessel.heading')} value={v.headingDeg === null ? '–' : bearing(v.headingDeg)} />
      </div>
      <Facts title={t('vessel.navigation')}>
        <Fact
          name={t('vessel.status')}
          value={v.navStatus === null ? null : t(`nav.${navStatus(v.navStatus)}`)}
        />
        <Fact name={t('vessel.signal')} value={signal} />
        <Fact
          name={t('vessel.position')}
          value={v.lon === null || v.lat === null ? t('vessel.noPosition') : position(v.lon, v.lat)}
        />
        <Fact name={t('vessel.turn')} value={turn} />
        <Fact
          name={t('vessel.blueSign')}
          value={v.blueSign === null ? null : t(v.blueSign ? 'vessel.blueSignSet' : 'vessel.blueSignNotSet')}
        />
        <Fact name={t('vessel.trust')} value={v.trust} />
      </Facts>
    </>
  );
}

function Gauge({
  name,
  value,
  unit,
}: {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
}) {
  return (
    <div class="gauge">
      <span>{name}</span>
      <b>
        {value}
        {unit && <small> {unit}</small>}
      </b>
    </div>
  );
}

function OpenAlerts({ mmsi }: { readonly mmsi: string }) {
  const open = [...alertBook.value.alerts.values()].filter((a) => a.mmsi === mmsi && isOpen(a));
  if (open.length === 0) return null;
  return (
    <Facts title={t('vessel.alerts')}>
      {open.map((alert) => (
        <button
          key={alert.id}
          type="button"
          class={`vessel__alert sev sev--${alert.severity}`}
          onClick={() => showAlert(alert.id)}
        >
          <Icon name={alert.severity} /> {alert.title}
        </button>
      ))}
    </Facts>
  );
}

type NavStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;
const navStatus = (value: number): NavStatus => (value >= 0 && value <= 15 ? (value as NavStatus) : 15);
const metres = (value: number | null): string | null =>
  value === null ? null : `${decimal(value, 1, language.value)} ${t('unit.m')}`;

function typeText(v: LiveVessel): string | null {
  if (v.shipType === null) return null;
  return v.shipTypeText ? `${v.shipTypeText} (${v.shipType})` : String(v.shipType);
}

function sizeText(v: LiveVessel): string | null {
  if (v.lengthM === null && v.beamM === null) return null;
  const part = (value: number | null): string => (value === null ? '–' : decimal(value, 1, language.value));
  return `${part(v.lengthM)} × ${part(v.beamM)} ${t('unit.m')}`;
}
