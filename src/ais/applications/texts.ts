import { type Application, application } from './application.ts';
import { number, openText } from './row.ts';

/** International free texts. */

const linkage = number('linkage', 10);
const source = 'IMO SN.1/Circ.289';

export const texts: readonly Application[] = [
  application({
    dac: 1,
    fid: 0,
    types: [6, 8],
    title: 'Text',
    source: 'ITU-R M.1371-5, Annex 5, §5.1',
    rows: [number('ack_required', 1), number('msg_seq', 11), openText('text', 156)],
  }),
  application({
    dac: 1,
    fid: 29,
    types: [8],
    title: 'Text description, broadcast',
    source,
    rows: [linkage, openText('description', 161)],
  }),
  application({
    dac: 1,
    fid: 30,
    types: [6],
    title: 'Text description, addressed',
    source,
    rows: [linkage, openText('description', 155)],
  }),
];
