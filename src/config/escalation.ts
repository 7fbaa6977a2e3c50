import type { AlertSeverity, EscalationSteps } from '../model/alert.ts';
import type { Read } from './setting-kinds.ts';

const severities: readonly AlertSeverity[] = ['info', 'caution', 'warning', 'alarm'];
const dayS = 86_400;

/** Seconds as `30/120/300`, rising; `off` is none. */
function steps(text: string): EscalationSteps | undefined {
  if (text === 'off') return [];
  if (!/^\d{1,5}(\/\d{1,5}){0,2}$/.test(text)) return undefined;
  const seconds = text.split('/').map(Number);
  const rises = seconds.every((s, i) => s > (seconds[i - 1] ?? 0) && s <= dayS);
  return rises ? seconds : undefined;
}

/** `alarm=30/120/300,warning=off`: what differs from the standard, by severity. */
export const parseEscalation: Read<Partial<Record<AlertSeverity, EscalationSteps>>> = (text) => {
  const found: Partial<Record<AlertSeverity, EscalationSteps>> = {};
  for (const item of text === '' ? [] : text.split(',')) {
    const [name = '', value = '', ...rest] = item.trim().split('=');
    const severity = severities.find((s) => s === name);
    const parsed = steps(value);
    if (severity === undefined || parsed === undefined || rest.length > 0 || severity in found)
      return undefined;
    found[severity] = parsed;
  }
  return found;
};
