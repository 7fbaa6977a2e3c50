import * as as from './setting-kinds.ts';
import { given } from './setting-row.ts';

/** Who stands between browsers and the server. */
export const proxyRows = {
  trustProxy: given({
    variable: 'HW_TRUST_PROXY',
    standard: '',
    read: as.addresses,
    accepts: 'a comma list of IP addresses',
    meaning: 'proxies whose X-Forwarded-For says who asks; of others it is ignored',
  }),
};
