import './theme.css';
import './shell.css';
import { AccountSheet } from '../access/AccountSheet.tsx';
import { EndedDialog } from '../access/EndedDialog.tsx';
import { GlassBand } from '../access/GlassBand.tsx';
import { isWatching, may } from '../access/may.ts';
import { OthersGlass } from '../access/OthersGlass.tsx';
import { Pages, shownPage } from '../access/Pages.tsx';
import { PurposeSheet } from '../access/PurposeSheet.tsx';
import { SecurityLevelSheet } from '../access/SecurityLevel.tsx';
import { SignInPage } from '../access/SignInPage.tsx';
import { hasConsole } from '../access/standing.ts';
import { sheet, standing } from '../access/state.ts';
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
  /** Signs out, or leaves the page to somebody else. */
  readonly onLeave: () => void;
}

export function App(props: Props) {
  return hasConsole(standing.value) ? <Console {...props} /> : <SignInPage onLeave={props.onLeave} />;
}

function Console({ onAcknowledge, onRetry, onLeave }: Props) {
  return (
    <>
      <TopBar onLeave={onLeave} />
      <div class="banners">
        <GlassBand />
        <OthersGlass />
        <ConnectionBanner onRetry={onRetry} />
        <DegradedBanner />
      </div>
      <main class={may('alerts.read') ? 'room' : 'room room--wide'}>
        {may('picture.read') && (port.value ? <PortMapView port={port.value} /> : <Loading />)}
        {may('picture.read') && <VesselPanel />}
        {may('alerts.read') && <AlertList onAcknowledge={onAcknowledge} />}
        <Pages />
        {!isWatching() && shownPage() === null && <Nothing />}
      </main>
      {notice.value !== null && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <HelpOverlay />
      <Sheets />
      <EndedDialog onLeave={onLeave} />
    </>
  );
}

function Sheets() {
  if (standing.value.step !== 'in') return null;
  if (sheet.value === 'account') return <AccountSheet />;
  if (sheet.value === 'purpose') return <PurposeSheet />;
  return sheet.value === 'security-level' ? <SecurityLevelSheet /> : null;
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

/** Behind the pages of those who have no watch to keep. */
function Nothing() {
  return (
    <section class="loading">
      <p>
        <b>{t('access.nothing')}</b> {t('access.nothingHint')}
      </p>
    </section>
  );
}
