import { applicationTable } from './applications/table.ts';
import { describeApplications } from './describe-applications.ts';
import { describeMessages } from './table/describe.ts';
import { table } from './table/table.ts';

const introduction = `# AIS messages

Written by \`npx tsx .ci/ais-docs.ts\` out of the tables in \`src/ais\`, which the decoder, the raw view, the encoder and
\`havenwacht decode\` come out of too. A test holds this file against them; change the tables, not this page.

Clauses are those of ITU-R M.1371-5, Annex 8, where no other standard is named. **key** is the name in gpsd's JSON
(\`havenwacht decode\`; raw integers with \`--unscaled\`), **property** the name in the model (\`src/model/messages.ts\`), **unit**
one step of the raw value, **null** the raw values that the model gives as null. A message with fewer bits than it is
taken from is refused as \`bad-length\`; rows that a longer but cut message does not hold whole read as zero in the model and
are left out of the raw view. Texts end at the first \`@\` and lose their trailing spaces.

## Where \`havenwacht decode\` departs from gpsd
Names, units and codes for "not available" are those of gpsd's AIS JSON, but for these:

- \`turn\` keeps its sign and a tenth of a degree a minute.
- A longitude or latitude out of range is 181 or 91, as if it were not available.
- \`lon\`, \`lat\` of messages 17 and 27 have six decimals; gpsd rounds to 0.1°. In 27 \`status\` is the code, \`status_text\` the text.
- A speed or altitude at the end of its scale ("or more") is that number; "not available" is \`"nan"\` in all messages.
- Messages 24 A and B come out one by one, with \`partno\`; \`vendorid\` is the three characters of M.1371-5.
- Messages 25 and 26: two spare bits before the body of an addressed one, four behind that of 26, as in M.1371-5; \`radio\` is read.
- Position fixing device 15 is the internal GNSS.
- Messages 6 and 8: the body stands in \`application\`; where its layout is not known, in \`data\`. Inland FI 10 is in metres.
- A TAG block's or wrapper's source and time are \`station\` and \`time\` (seconds since 1970).

## Messages

`;

/** docs/AIS.md: every message and field, every application body. */
export const aisDocs = (): string =>
  `${introduction}${describeMessages(table)}\n## Applications in messages 6 and 8\n\nNames are those inside \`application\`; their "not available" codes stay as sent unless a range is given.\n\n${describeApplications(applicationTable)}`;
