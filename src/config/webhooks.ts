/** A place outside that alert events are posted to. */
export interface WebhookSpec {
  /** Names its cursor on disk and itself in messages and metrics. */
  readonly name: string;
  /** Id of the organisation whose alerts it gets; null: that of all channels. */
  readonly organisation: string | null;
  readonly url: string;
}

function parseWebhook(entry: string): WebhookSpec {
  const cut = entry.indexOf('=');
  const [name = '', organisation = null] = entry.slice(0, Math.max(0, cut)).trim().split('@', 2);
  // a URL may hold a key: errors show the name alone
  const wrong = (what: string): Error => new Error(`HW_WEBHOOKS: '${name || '?'}': ${what}`);
  if (!/^[\w-]{1,32}$/.test(name))
    throw wrong('must begin with a name of 1 to 32 letters, digits, _ or -, and =');
  if (organisation !== null && !/^[\w-]{1,40}$/.test(organisation))
    throw wrong('must have the id of an organisation behind @');
  const url = entry.slice(cut + 1).trim();
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:'))
    throw wrong('is no URL such as https://host/path');
  return { name, organisation, url };
}

/**
 * Reads HW_WEBHOOKS: a comma list of `name=https://host/path` or `name@organisation=https://host/path`. A comma within a URL is written as %2C.
 * @throws Error that names the entry and what is wrong with it; two of one name are wrong too
 */
export function parseWebhooks(text: string): WebhookSpec[] {
  const entries = text.split(',').map((entry) => entry.trim());
  const webhooks = entries.filter((entry) => entry !== '').map(parseWebhook);
  const names = webhooks.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new Error(`HW_WEBHOOKS: the name '${twice}' is given twice`);
  return webhooks;
}
