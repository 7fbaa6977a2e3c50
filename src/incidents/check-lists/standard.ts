import { collision, fire, grounding, personOverboard, security } from './casualty.ts';
import type { CheckLists } from './check-list.ts';
import { chemicalRelease, spill } from './pollution.ts';

/** The check-lists of the house, which a port can change (`portCheckLists`). They are no substitute for its own emergency plan. */
export const standardCheckLists: CheckLists = {
  spill,
  'chemical-release': chemicalRelease,
  fire,
  collision,
  grounding,
  'person-overboard': personOverboard,
  security,
};
