import { join } from 'node:path';
import { doOnHost } from '../access/host/commands.ts';
import { takeCommands } from '../access/host/socket.ts';
import { type Access, type AccessOptions, openAccess as open } from '../access/open.ts';
import { demoWanted, type Settings } from '../config/settings.ts';
import { signInLink } from '../gateway/access/sign-in-link.ts';

export interface OpenedAccess extends Access {
  /**
   * Says the link of a first start, and takes the host's commands from here on.
   * @param origin where browsers find the server
   */
  announce(origin: string): Promise<void>;
}

/** Where accounts, sessions and the socket for commands are. */
export const accessDir = ({ dataDir }: Pick<Settings, 'dataDir'>): string => join(dataDir, 'access');

/** What the settings say of accounts; the caller holds the lock of the data directory. */
export async function openAccess(
  settings: Settings,
  parts: Pick<AccessOptions, 'policy' | 'readerOf' | 'audit' | 'port' | 'clock' | 'log'>,
): Promise<OpenedAccess> {
  const { log } = parts;
  const dir = accessDir(settings);
  // with real receivers beside it, the demo is no reason to let anybody in
  const isOnlyDemo = settings.demo !== 'off' && demoWanted({ ...settings, demo: 'auto' });
  const access = await open({
    ...parts,
    dir,
    ...{ secondFactor: settings.secondFactor, adminPassword: settings.adminPassword },
    onlyDemo: () => isOnlyDemo,
  });
  let stopCommands = async (): Promise<void> => {};
  return {
    ...access,
    get degraded() {
      return access.degraded;
    },
    async announce(origin) {
      const linkOf = (token: string): string => signInLink(origin, token);
      const { accounts, keys, firstToken } = access;
      try {
        stopCommands = await takeCommands(dir, (asked) => doOnHost({ accounts, keys, linkOf }, asked), log);
      } catch (error) {
        log.warn({ err: error, dir }, 'havenwacht user and key work only while this server is stopped');
      }
      if (firstToken !== null)
        log.info(
          { link: linkOf(firstToken) },
          `Nobody has a password yet. Sign in with ${linkOf(firstToken)}`,
        );
    },
    async close() {
      await stopCommands();
      await access.close();
    },
  };
}
