import { parseArgs } from 'node:util';
import type { HostRequest } from '../access/host/commands.ts';
import type { Environment } from '../config/settings.ts';
import { hostCommand, thisTerminal } from './host.ts';
import { none, onlyOne, rolesOf, UsageError } from './host-arguments.ts';

const help = `havenwacht user COMMAND: accounts of persons, on the host where the server runs or would run.
  list                                             all accounts
  add NAME --roles R,R [--organisation ID]         a new account, and the link that it signs in with once
  disable NAME | enable NAME                       its sessions end at once
  reset NAME [--second-factor]                     password and sessions end; a new link. With --second-factor that ends too:
                                                   the way back for an administrator who is locked out
Settings as for serve: DATA_DIR, HW_POLICY_FILE, HW_PUBLIC_URL. --organisation is port unless given. A running server is asked to do it;
without one it is done in its files, and audited at the next start.
Exit code: 0; 1 when it is refused or fails; 2 for arguments that cannot be used.
`;

/** @throws UsageError, or that of `parseArgs` */
function requestOf(args: readonly string[]): HostRequest {
  const [command, ...rest] = args;
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      roles: { type: 'string' },
      organisation: { type: 'string' },
      'second-factor': { type: 'boolean' },
    },
  });
  switch (command) {
    case 'list':
      none(positionals);
      return { do: 'user.list' };
    case 'add': {
      const { organisation = 'port' } = values;
      return {
        do: 'user.add',
        username: onlyOne(positionals, 'NAME'),
        organisation,
        roles: rolesOf(values.roles),
      };
    }
    case 'disable':
    case 'enable':
      return { do: `user.${command}`, username: onlyOne(positionals, 'NAME') };
    case 'reset': {
      const { 'second-factor': secondFactor = false } = values;
      return { do: 'user.reset', username: onlyOne(positionals, 'NAME'), secondFactor };
    }
    default:
      throw new UsageError(`there is no command "user ${command ?? ''}"`);
  }
}

/** Accounts on the host. @returns the exit code, as the help says */
export const user = (args: readonly string[], env: Environment, output = thisTerminal): Promise<number> =>
  hostCommand('user', help, requestOf, args, env, output);
