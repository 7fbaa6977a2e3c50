import { openAudited, type Step, take } from './audited.ts';
import { type Death, dyingFile } from './death.ts';

/** A process that dies at a write to the audit, behind the write to the journal of what was done. Says how many steps were answered. */
const [dataDir = '', steps = '[]', death = '{}'] = process.argv.slice(2);
const audited = await openAudited(dataDir, dyingFile(JSON.parse(death) as Death));
let answered = 0;
for (const step of JSON.parse(steps) as readonly Step[]) {
  await take(audited, step);
  answered++;
  console.log(answered);
}
await audited.close();
