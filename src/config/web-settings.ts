import * as as from './setting-kinds.ts';
import { given } from './setting-row.ts';

/** Between the server and whoever asks it over HTTP. */
export const webRows = {
  trustProxy: given({
    variable: 'HW_TRUST_PROXY',
    standard: '',
    read: as.addresses,
    accepts: 'a comma list of IP addresses',
    meaning: 'proxies whose X-Forwarded-For says who asks; of others it is ignored',
  }),
  requestsPerS: given({
    variable: 'HW_REQUESTS_PER_S',
    standard: '100',
    read: as.wholeNumber(1, 100_000),
    accepts: 'a whole number from 1 to 100000',
    meaning:
      'what an account or a key may ask over HTTP, on average of ten seconds; a fifth for who is not signed in',
  }),
};
