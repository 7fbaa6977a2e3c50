import type { MessageKey } from './en.ts';
import { access } from './nl/access.ts';
import { alerts } from './nl/alerts.ts';
import { audit } from './nl/audit.ts';
import { cargo } from './nl/cargo.ts';
import { desk } from './nl/desk.ts';
import { map } from './nl/map.ts';
import { shell } from './nl/shell.ts';
import { vessel } from './nl/vessel.ts';

/** Every text of the page, in Dutch as spoken in the port of Antwerp. */
export const nl: Readonly<Record<MessageKey, string>> = {
  ...shell,
  ...map,
  ...cargo,
  ...alerts,
  ...vessel,
  ...access,
  ...desk,
  ...audit,
};
