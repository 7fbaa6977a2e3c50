import { t } from '../i18n/text.ts';

/** What to do when nothing has been heard: the first thing a new installation shows. */
export function EmptyPicture() {
  return (
    <div class="map__empty" role="status">
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.body')}</p>
      <p>{t('empty.try')}</p>
      <code>nc -N 127.0.0.1 10110 &lt; log.nmea</code>
    </div>
  );
}
