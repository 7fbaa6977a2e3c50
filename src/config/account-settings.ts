import * as as from './setting-kinds.ts';
import { given, optional } from './setting-row.ts';

/** Rows of the settings table about who may sign in. */
export const accountSettings = {
  adminPassword: optional({
    variable: 'HW_ADMIN_PASSWORD',
    standard: null,
    read: as.text,
    accepts: 'at least 12 characters, in no list of stolen passwords',
    meaning:
      'password of the first account, admin; unset: the first start prints a one-time link. Does nothing later',
    secret: true,
  }),
  secondFactor: given({
    variable: 'HW_SECOND_FACTOR',
    standard: 'required',
    read: as.oneOf('required', 'optional'),
    accepts: 'required, optional',
    meaning: 'whether administrators and harbourmaster need a second factor',
  }),
};
