import { anchorDrag } from './anchor-drag.ts';
import { berthDeparture } from './berth-departure.ts';
import { cpa } from './cpa.ts';
import { distress } from './distress.ts';
import { drifting } from './drifting.ts';
import { gnssInterference } from './gnss-interference.ts';
import { grounding } from './grounding.ts';
import { identityDuplicate } from './identity-duplicate.ts';
import { identityInvalid } from './identity-invalid.ts';
import { identityJump } from './identity-jump.ts';
import { receiverClock } from './receiver-clock.ts';
import { receiverSilent } from './receiver-silent.ts';
import type { Scenario } from './scenario.ts';
import { separation } from './separation.ts';
import { signalLost } from './signal-lost.ts';
import { statusMismatch } from './status-mismatch.ts';
import { zoneCapacity } from './zone-capacity.ts';
import { zoneDwell } from './zone-dwell.ts';
import { zoneEnter } from './zone-enter.ts';
import { zoneExit } from './zone-exit.ts';
import { zoneSpeed } from './zone-speed.ts';
import { zoneStop } from './zone-stop.ts';
import { zoneWrongWay } from './zone-wrong-way.ts';

/** Every rule has at least a scenario in which it fires, one in which it stays silent, and one at the edge between. */
export const scenarios: readonly Scenario[] = [
  ...zoneEnter,
  ...zoneExit,
  ...zoneDwell,
  ...zoneSpeed,
  ...zoneStop,
  ...zoneCapacity,
  ...zoneWrongWay,
  ...separation,
  ...signalLost,
  ...distress,
  ...grounding,
  ...drifting,
  ...anchorDrag,
  ...statusMismatch,
  ...identityDuplicate,
  ...identityJump,
  ...identityInvalid,
  ...gnssInterference,
  ...receiverSilent,
  ...receiverClock,
  ...cpa,
  ...berthDeparture,
];
