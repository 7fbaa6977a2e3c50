import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** A person as the provider knows it; `claims` are what it says in ID tokens. */
export interface Person {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Methods by which it signs in there. */
  readonly amr?: readonly string[];
  /** The userinfo endpoint says the claims, and not the ID token. */
  readonly userinfo?: true;
}

export type Header = Readonly<Record<string, unknown>>;
export type Claims = Readonly<Record<string, unknown>>;

/** An OpenID provider on loopback, at which `person` signs in without being asked. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  person: Person;
  /** Changes the ID token that the token endpoint gives; null: as it is. */
  tamper: ((token: { header: Header; claims: Claims; text: string }) => string) | null;
  /** Answers of the token endpoint wait for it. */
  hold: Promise<void> | null;
  /** Requests to the token endpoint. */
  asked: number;
  /** Signs with the provider's own key. */
  sign(header: Header, claims: Claims): string;
  /** The public key as anybody can read it. */
  readonly publicPem: string;
  close(): Promise<void>;
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decoded = (part = ''): Header => JSON.parse(Buffer.from(part, 'base64url').toString()) as Header;

/** A token whose seal is a HMAC: what an attacker makes who has only the public key. */
export function macToken(header: Header, claims: Claims, secret: string): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
export const unsignedToken = (header: Header, claims: Claims): string =>
  `${encoded(header)}.${encoded(claims)}.`;

/** @param redirectUri the one that is registered for the client */
export async function startProvider(redirectUri: string, port = 0): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'of-the-test' };
  const client = { clientId: 'havenwacht', clientSecret: 'a secret of the test, long enough' };
  const state: Pick<TestProvider, 'person' | 'tamper' | 'hold' | 'asked'> = {
    person: { sub: 'nobody', claims: {} },
    tamper: null,
    hold: null,
    asked: 0,
  };
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [jwk as never] },
    cookies: { keys: ['of the test'] },
    claims: { openid: ['sub', 'groups', 'preferred_username', 'email', 'amr', 'acr'], profile: [] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/signs-in/${uid}` },
    ttl: {
      AuthorizationCode: 60,
      Session: 60,
      Grant: 60,
      Interaction: 60,
      IdToken: 60,
      AccessToken: 60,
    },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      async claims(use) {
        const told = state.person.userinfo === undefined || use === 'userinfo';
        return { sub, ...(told && state.person.claims) };
      },
    }),
    async loadExistingGrant(ctx) {
      const { session, client: asking } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        ...(session?.accountId && { accountId: session.accountId }),
        ...(asking && { clientId: asking.clientId }),
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };

  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configuration);
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith('/signs-in/')) {
      const { sub, amr = ['pwd'] } = state.person;
      await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: sub, amr: [...amr] } });
      ctx.respond = false;
      return;
    }
    if (ctx.path === '/token') {
      state.asked++;
      await state.hold;
    }
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== '/token' || state.tamper === null || body?.id_token === undefined) return;
    const [header, claims] = body.id_token.split('.');
    ctx.body = {
      ...body,
      id_token: state.tamper({ header: decoded(header), claims: decoded(claims), text: body.id_token }),
    };
  });
  server.on('request', provider.callback());

  return Object.assign(state, {
    issuer,
    ...client,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign(header: Header, claims: Claims) {
      const text = `${encoded(header)}.${encoded(claims)}`;
      const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}
