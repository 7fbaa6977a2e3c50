import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';

/** Where the audit is anchored. */
export const auditSettings = {
  auditAnchorFile: optional({
    variable: 'HW_AUDIT_ANCHOR_FILE',
    standard: null,
    read: as.text,
    accepts: 'a file, best on another disk',
    meaning: 'where the head of the audit is written down, so that a shortened or rewritten audit is found',
  }),
  auditSyslog: optional({
    variable: 'HW_AUDIT_SYSLOG',
    standard: null,
    read: as.url('udp:', 'tcp:'),
    accepts: 'udp://host[:514] or tcp://host[:601]',
    meaning: 'syslog server (RFC 5424) that gets the head of the audit too',
  }),
  auditAnchorMinutes: given({
    variable: 'HW_AUDIT_ANCHOR_MINUTES',
    standard: '5',
    read: as.wholeNumber(1, 1_440),
    accepts: 'a whole number from 1 to 1440',
    meaning: 'how often it is written there, where it has changed',
  }),
};
