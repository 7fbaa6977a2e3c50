import './theme.css';
import './shell.css';
import { AlertList } from '../alerts/AlertList.tsx';
import { t } from '../i18n/text.ts';
import { port, portFailure } from '../live/state.ts';
import { PortMapView } from '../map/PortMapView.tsx';
import { VesselPanel } from '../vessel/VesselPanel.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DegradedBanner } from './DegradedBanner.tsx';
import { HelpOverlay } from './HelpOverlay.tsx';
import { TopBar } from './TopBar.tsx';
import { notice } from './ui.ts';

interface Props {
  readonly onAcknowledge: (alertId: string) => void;
  readonly onRetry: () => void;
}

export function App({ onAcknowledge, onRetry }: Props) {
  return (
    <>
      <TopBar />
      <div class="banners">
        <ConnectionBanner onRetry={onRetry} />
        <DegradedBanner />
      </div>
      <main class="room">
        {port.value ? <PortMapView port={port.value} /> : <Loading />}
        <VesselPanel />
        <AlertList onAcknowledge={onAcknowledge} />
      </main>
      {notice.value !== null && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <HelpOverlay />
    </>
  );
}

function Loading() {
  return (
    <section class="loading" role="status">
      {portFailure.value === null ? (
        <p>{t('app.loading')}</p>
      ) : (
        <p>
          {t('app.loadFailed', { detail: portFailure.value })} {t('app.retrying')}
        </p>
      )}
    </section>
  );
}
