import type { Right } from './right.ts';

/** What an alarm is about (HN 2.2.3.2, PM 2c); `accident` and `by-hand` are ours. The order is the one of lists. */
export const ALARM_KINDS = [
  'fire-smoke',
  'intrusion',
  'forbidden-zone',
  'crowd',
  'behaviour',
  'accident',
  'object-left',
  'object-missing',
  'face',
  'plate',
  'wrong-way',
  'speed',
  'congestion',
  'oversize',
  'parking',
  'counting',
  'motion',
  'ptz-tracking',
  'flood-water',
  'waste-dumping',
  'device-fault',
  'link-fault',
  'picture-fault',
  'by-hand',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Kinds that name or measure a person's body: invisible without the right, opened only with a fresh second factor. */
export const BIOMETRIC_KINDS: readonly AlarmKind[] = ['face'];
export const isBiometric = (kind: AlarmKind): boolean => BIOMETRIC_KINDS.includes(kind);
/** The right somebody must hold to know that alarms of a kind exist. */
export const rightToSee = (kind: AlarmKind): Right => (isBiometric(kind) ? 'biometric.match' : 'live.view');

/** Faults of the system itself; they flood when a link goes. */
export const TECHNICAL_KINDS: readonly AlarmKind[] = ['device-fault', 'link-fault', 'picture-fault'];
