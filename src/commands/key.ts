import { parseArgs } from 'node:util';
import type { HostRequest } from '../access/host/commands.ts';
import type { Environment } from '../config/settings.ts';
import { hostCommand, thisTerminal } from './host.ts';
import { none, onlyOne, rolesOf, UsageError, wholeDays } from './host-arguments.ts';

const help = `havenwacht key COMMAND: keys of programs, on the host where the server runs or would run.
  list                                                     all keys, never themselves
  add NAME --roles R,R [--organisation ID] [--days N]      a new key, shown once; 365 days unless given. Two valid keys may
                                                           have one NAME, so that one can take over from the other
  revoke ID                                                at once
Settings as for serve: DATA_DIR, HW_POLICY_FILE. --organisation is port unless given. A running server is asked to do it; without one it is
done in its files, and audited at the next start.
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
      organisation: { type: 'string', default: 'port' },
      days: { type: 'string', default: '365' },
    },
  });
  switch (command) {
    case 'list':
      none(positionals);
      return { do: 'key.list' };
    case 'add':
      return {
        do: 'key.add',
        name: onlyOne(positionals, 'NAME'),
        organisation: values.organisation,
        roles: rolesOf(values.roles),
        days: wholeDays(values.days),
      };
    case 'revoke':
      return { do: 'key.revoke', id: onlyOne(positionals, 'ID') };
    default:
      throw new UsageError(`there is no command "key ${command ?? ''}"`);
  }
}

/** Keys on the host. @returns the exit code, as the help says */
export const key = (args: readonly string[], env: Environment, output = thisTerminal): Promise<number> =>
  hostCommand('key', help, requestOf, args, env, output);
