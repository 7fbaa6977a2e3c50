import type { Role } from '../../model/access.ts';
import type {
  AccountDesk,
  AccountState,
  By,
  Invitation,
  KeyDesk,
  KeyState,
  Refusal,
} from '../../model/access-desk.ts';

/** What the host may ask: whoever may read the server's directory is its master, and a locked-out administrator's way back. */
export type HostRequest =
  | { readonly do: 'user.list' | 'key.list' }
  | {
      readonly do: 'user.add';
      readonly username: string;
      readonly organisation: string;
      readonly roles: readonly Role[];
    }
  | { readonly do: 'user.disable' | 'user.enable'; readonly username: string }
  | { readonly do: 'user.reset'; readonly username: string; readonly secondFactor: boolean }
  | {
      readonly do: 'key.add';
      readonly name: string;
      readonly organisation: string;
      readonly roles: readonly Role[];
      readonly days: number;
    }
  | { readonly do: 'key.revoke'; readonly id: string };

/** What the command prints. */
export interface HostAnswer {
  readonly done: boolean;
  readonly text: string;
}

export interface HostDesks {
  readonly accounts: AccountDesk;
  readonly keys: KeyDesk;
  /** The page that a one-time link opens. */
  readonly linkOf: (token: string) => string;
}

const host: By = { actor: { id: null, name: 'host', organisation: null }, address: null, purpose: null };

const done = (text: string): HostAnswer => ({ done: true, text });
const failed = ({ detail, field }: Refusal): HostAnswer => ({
  done: false,
  text: field === null ? detail : `${field}: ${detail}`,
});

/** Columns as wide as their longest cell. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const accountRow = ({ username, organisation, roles, disabled, secondFactor, lastSeenAt }: AccountState) => [
  ...[username, organisation, roles.join(','), disabled ? 'disabled' : 'enabled'],
  ...[secondFactor ? 'yes' : 'no', lastSeenAt ?? '–'],
];
const keyRow = ({ id, name, organisation, roles, expiresAt, lastUsedAt, revokedAt }: KeyState) => [
  ...[
    id,
    name,
    organisation,
    roles.join(','),
    revokedAt === null ? `until ${expiresAt}` : `revoked ${revokedAt}`,
  ],
  lastUsedAt ?? '–',
];

/** Does what the host asks. Rejects when the disk refuses. */
export async function doOnHost(
  { accounts, keys, linkOf }: HostDesks,
  asked: HostRequest,
): Promise<HostAnswer> {
  const invited = (answer: Invitation | Refusal): HostAnswer =>
    answer.outcome === 'refused'
      ? failed(answer)
      : done(
          `${answer.account.username} signs in once, until ${answer.until}, with\n${linkOf(answer.token)}`,
        );

  async function withAccount(
    username: string,
    act: (id: string) => Promise<HostAnswer>,
  ): Promise<HostAnswer> {
    const account = accounts.get(username);
    return account === null ? { done: false, text: `there is no account '${username}'` } : act(account.id);
  }

  switch (asked.do) {
    case 'user.list':
      return done(
        table([
          ['username', 'organisation', 'roles', 'state', 'second factor', 'last seen'],
          ...accounts.list().map(accountRow),
        ]),
      );
    case 'user.add':
      return invited(await accounts.create(asked, host));
    case 'user.disable':
    case 'user.enable':
      return withAccount(asked.username, async (id) => {
        const disabled = asked.do === 'user.disable';
        const answer = await accounts.change(id, { disabled }, host);
        if (answer.outcome === 'refused') return failed(answer);
        return done(`${asked.username} is ${disabled ? 'disabled' : 'enabled'}; all its sessions have ended`);
      });
    case 'user.reset':
      return withAccount(asked.username, async (id) => invited(await accounts.reset(id, asked, host)));
    case 'key.list':
      return done(
        table([['id', 'name', 'organisation', 'roles', 'state', 'last used'], ...keys.list().map(keyRow)]),
      );
    case 'key.add': {
      const answer = await keys.create(asked, host);
      if (answer.outcome === 'refused') return failed(answer);
      return done(
        `${answer.key}\nis shown only now; it is ${answer.about.id}, until ${answer.about.expiresAt}`,
      );
    }
    case 'key.revoke': {
      const answer = await keys.revoke(asked.id, host);
      return answer.outcome === 'refused' ? failed(answer) : done(`${answer.about.id} is revoked`);
    }
  }
}
