import { Type } from 'typebox';
import type { AccountState, Invitation } from '../../model/access-desk.ts';
import {
  AccountChangeBody,
  AccountList,
  AccountView,
  NewAccountBody,
  OneTimeLink,
  RecoveryBody,
} from '../../protocol/access.ts';
import { granted, recorded } from '../access/answer.ts';
import { byOf } from '../access/reader.ts';
import { signInLink } from '../access/sign-in-link.ts';
import type { GatewayOptions } from '../options.ts';
import type { GatewayPorts } from '../ports.ts';
import { ProblemError } from '../problem.ts';
import type { Gateway } from '../server.ts';
import { answers, creates, ends } from './answers.ts';

const tags = ['accounts'];
const AccountParams = Type.Object({
  id: Type.String({ maxLength: 100, description: 'The id, or the username' }),
});
const presentAccount = (account: AccountState): AccountView => ({ ...account, roles: [...account.roles] });

/** Accounts of persons, for those who manage them. */
export function accountRoutes(
  app: Gateway,
  { accounts, sessions }: Pick<GatewayPorts, 'accounts' | 'sessions'>,
  { publicUrl }: Pick<GatewayOptions, 'publicUrl'>,
): void {
  const idOf = (idOrUsername: string): string => {
    const account = accounts.get(idOrUsername);
    if (account === null) throw new ProblemError(404, `id: there is no account '${idOrUsername}'`);
    return account.id;
  };
  const presentInvitation = ({ account, token, until }: Invitation) => ({
    account: presentAccount(account),
    link: signInLink(publicUrl, token),
    until,
  });

  app.get(
    '/api/v1/accounts',
    {
      config: { access: 'accounts.manage' },
      schema: {
        tags,
        summary: 'All accounts, by username',
        response: answers('All on one page', AccountList),
      },
    },
    (_request, reply) => reply.send({ items: accounts.list().map(presentAccount), next: null }),
  );

  app.post(
    '/api/v1/accounts',
    {
      config: { access: 'accounts.manage' },
      schema: {
        tags,
        summary: 'A new account; hand its one-time link over',
        body: NewAccountBody,
        response: creates('The account, and the link that opens it', OneTimeLink, 400, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const invitation = await granted(request, accounts.create(request.body, byOf(request)));
      return reply.code(201).send(presentInvitation(invitation));
    },
  );

  app.patch(
    '/api/v1/accounts/:id',
    {
      config: { access: 'accounts.manage' },
      schema: {
        tags,
        summary: 'Other roles, another organisation, disabled or not; its sessions end',
        params: AccountParams,
        body: AccountChangeBody,
        response: answers('The account as it is now', AccountView, 400, 404, 409, 413, 415, 503),
      },
    },
    async (request, reply) => {
      const asked = accounts.change(idOf(request.params.id), request.body, byOf(request));
      return reply.send(presentAccount((await granted(request, asked)).account));
    },
  );

  app.post(
    '/api/v1/accounts/:id/link',
    {
      config: { access: 'accounts.manage' },
      schema: {
        tags,
        summary: 'A new one-time link; the password and all sessions end, with `secondFactor` that too',
        params: AccountParams,
        body: RecoveryBody,
        response: answers('The account, and the link', OneTimeLink, 400, 404, 409, 413, 415, 503),
      },
      // a POST without a body leaves the second factor
      preValidation: async (request) => {
        request.body ??= {};
      },
    },
    async (request, reply) => {
      const { secondFactor = false } = request.body;
      const asked = accounts.reset(idOf(request.params.id), { secondFactor }, byOf(request));
      return reply.send(presentInvitation(await granted(request, asked)));
    },
  );

  app.delete(
    '/api/v1/accounts/:id/sessions',
    {
      config: { access: 'accounts.manage' },
      schema: {
        tags,
        summary: 'Sign the account out everywhere',
        params: AccountParams,
        response: ends('All its sessions have ended', 404, 503),
      },
    },
    async (request, reply) => {
      const id = idOf(request.params.id);
      for (const session of sessions.of(id))
        await recorded(request, sessions.end(id, session.id, byOf(request)));
      return reply.code(204).send();
    },
  );
}
