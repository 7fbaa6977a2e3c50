/** How secrets, codes and programs are written and read on the page. */

/** The token of a one-time link, out of the fragment of the address; null when there is none. */
export const tokenOf = (fragment: string): string | null =>
  /^#link=([\w.~-]{1,200})$/.exec(fragment)?.[1] ?? null;

/** A code as an authenticator shows it: six digits, with or without a space between; null: it is not one yet. */
export const sixDigits = (text: string): string | null =>
  /^\d{6}$/.exec(text.replace(/[\s-]/g, ''))?.[0] ?? null;

/** The picture of the server as an image: what is in it cannot act on the page. */
export const imageOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** Base32 in fours, as people type it. */
export const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

// in this order: each also claims to be those behind it
const browsers = ['Edg', 'Firefox', 'Chrome', 'Safari'];

/** The browser and the system out of a `User-Agent`, as far as they say it; null when there is none. */
export function programOf(agent: string | null): string | null {
  if (agent === null) return null;
  const browser = browsers.find((name) => agent.includes(`${name}/`))?.replace('Edg', 'Edge');
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0];
  return [browser ?? agent.slice(0, 40), system].filter(Boolean).join(', ');
}
