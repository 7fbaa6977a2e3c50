import { access } from './en/access.ts';
import { alerts } from './en/alerts.ts';
import { audit } from './en/audit.ts';
import { cargo } from './en/cargo.ts';
import { desk } from './en/desk.ts';
import { map } from './en/map.ts';
import { shell } from './en/shell.ts';
import { vessel } from './en/vessel.ts';

/** Every text of the page, in English, by the part of the page. Other languages have the same keys and the same {parameters}. */
export const en = { ...shell, ...map, ...cargo, ...alerts, ...vessel, ...access, ...desk, ...audit } as const;

export type MessageKey = keyof typeof en;
