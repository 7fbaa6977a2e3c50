import type { HazardView } from '../../protocol/vessel.ts';
import { age } from '../format/format.ts';
import { known, t } from '../i18n/text.ts';
import { nowMs } from '../live/state.ts';

/** What the vessel carries, as a state in words, and every piece of evidence for it. */
export function HazardBlock({ hazard }: { readonly hazard: HazardView }) {
  const details = detailsOf(hazard);
  return (
    <div class={`hazard hazard--${hazard.state}`} data-hazard-state={hazard.state}>
      <p class="hazard__state">
        <i class={`sign sign--${hazard.state}`} />
        {t(`hazard.long.${hazard.state}`)}
      </p>
      {hazard.conflict && (
        <p class="hazard__conflict" data-conflict>
          {t('hazard.conflict')} {hazard.conflictText}
        </p>
      )}
      {details.length > 0 && (
        <ul class="hazard__details">
          {details.map(({ name, value }) => (
            <li key={name}>
              {name} {value !== '' && <b>{value}</b>}
            </li>
          ))}
        </ul>
      )}
      {hazard.evidence.length === 0 ? (
        <p class="hazard__none">{t('hazard.noEvidence')}</p>
      ) : (
        <ul class="hazard__evidence" aria-label={t('hazard.evidence')}>
          {hazard.evidence.map((piece) => (
            <li key={`${piece.source} ${piece.value}`}>
              <span>{known(`source.${piece.source}`, piece.source)}</span>
              <b>{piece.value}</b>
              <time dateTime={piece.at}>{age((nowMs.value - Date.parse(piece.at)) / 1000)}</time>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function detailsOf(h: HazardView): { name: string; value: string }[] {
  const list: { name: string; value: string }[] = [];
  if (h.cones !== null) list.push({ name: t('hazard.cones'), value: String(h.cones) });
  if (h.bFlag) list.push({ name: t('hazard.bFlag'), value: '' });
  if (h.category !== null) list.push({ name: t('hazard.category'), value: h.category });
  if (h.unNumbers.length > 0) list.push({ name: t('hazard.un'), value: h.unNumbers.join(', ') });
  if (h.imdgClasses.length > 0) list.push({ name: t('hazard.imdg'), value: h.imdgClasses.join(', ') });
  if (h.personsOnBoard != null) list.push({ name: t('hazard.persons'), value: String(h.personsOnBoard) });
  return list;
}
