/** A browser as far as a sign-in needs it: cookies by host and port, and redirects that are followed one at a time. */
export interface Browser {
  /** Cookies by origin, as `name=value`. */
  readonly jar: Map<string, Map<string, string>>;
  get(url: string, headers?: Record<string, string>): Promise<Response>;
  /** Follows redirects until one leads to `stop`, or an answer is none. Resolves with that place or answer. */
  follow(url: string, stop: string): Promise<{ readonly url: string; readonly answer: Response | null }>;
}

export function createBrowser(): Browser {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (origin: string): Map<string, string> => {
    const known = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, known);
    return known;
  };
  const browser: Browser = {
    jar,
    async get(url, headers = {}) {
      const { origin } = new URL(url);
      const cookies = cookiesOf(origin);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { ...(cookie && { cookie }), ...headers },
      });
      for (const text of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
        if (value === '' || /expires=Thu, 01 Jan 1970/i.test(text)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
    async follow(url, stop) {
      let at = url;
      for (let steps = 0; steps < 10; steps++) {
        if (at.startsWith(stop)) return { url: at, answer: null };
        const answer = await browser.get(at);
        const next = answer.headers.get('location');
        if (next === null) return { url: at, answer };
        at = new URL(next, at).href;
      }
      throw new Error(`too many redirects from ${url}`);
    },
  };
  return browser;
}
