import { z } from 'zod';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { wireActor, wireLife, wirePersonRef } from './alarm-wire.schema.ts';
import { id, whole } from './wire.schema.ts';

// Duty and handovers, as contract/tier-api has them. A sheet is read as it is or not at all: it was signed as a whole.

const text = z.string().max(5_000);

export const wireOnDuty = z.object({ personId: id, name: text, unitName: text.catch(''), workstation: text.catch(''), sinceUtcMs: whole, untilUtcMs: whole, load: whole.catch(0) });

const lostCameras = z.object({ total: whole, named: z.array(z.object({ cameraId: id, cameraName: text, sinceUtcMs: whole })).max(1_000) });
export const wireSheet = z.object({
  open: z.array(z.object({ alarmId: id, kind: z.enum(ALARM_KINDS), priority: z.literal(ALARM_PRIORITIES), title: text, site: text, raisedUtcMs: whole, life: wireLife, members: whole })).max(10_000),
  openTotal: whole,
  shelved: z.array(z.object({ alarmId: id, title: text, reason: text, byName: text, untilUtcMs: whole })).max(10_000),
  holds: z.array(z.object({ cameraId: id, cameraName: text, byName: text, sinceUtcMs: whole, untilUtcMs: whole.nullable() })).max(10_000),
  ptzLeases: z.array(z.object({ cameraId: id, cameraName: text, byName: text, untilUtcMs: whole })).max(10_000),
  muted: z.array(text).max(100),
  lostCameras,
  notes: text,
});
export const wireHandover = z.object({
  id,
  from: wireActor,
  to: wirePersonRef.nullable(),
  madeUtcMs: whole,
  sheet: wireSheet,
  signatures: z.array(z.object({ personId: id, name: text, side: z.enum(['from', 'to']), utcMs: whole })).max(2),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  state: z.enum(['open', 'signed', 'withdrawn']),
});
export const wireDuty = z.object({ onDuty: z.array(z.unknown()).max(10_000), handover: z.unknown() });
export const wireSignedOff = z.object({ sharedAgain: whole, kept: whole });

export type WireOnDuty = z.infer<typeof wireOnDuty>;
export type WireSheet = z.infer<typeof wireSheet>;
export type WireHandover = z.infer<typeof wireHandover>;
