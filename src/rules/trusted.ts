import type { Finding } from '../model/alert.ts';
import type { Vessel } from '../model/vessel.ts';

/** Findings say how far the vessel that they are about can be believed. */
export const trusted = (findings: readonly Finding[], { trust }: Vessel): Finding[] =>
  findings.map((finding) => (finding.action === 'raise' ? { ...finding, trust: trust.level } : finding));
