import { BUNDLED_IN_USE, type BaseMapInUse } from '@contract/domain/base-map.ts';
import type { Person } from '@contract/domain/person.ts';
import type { Right } from '@contract/domain/right.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { emptySurface, type Monitor, type Surface } from '@contract/domain/wall.ts';
import type { Records } from '@contract/state/patch.ts';
import type { Replica } from '@contract/state/patch.ts';
import { ONLY, type LinkUseRecord, type PickedRecord, type SessionRecord, type SettingsRecord, type TierRecord } from '@contract/state/slices.ts';
import type { CameraId, SurfaceId } from '@contract/domain/units.ts';

export const selectRecords = <R extends { readonly id: string }>(replica: Replica<R>): Records<R> => replica.records;
export const selectSession = (replica: Replica<SessionRecord>): SessionRecord | null => replica.records.get(ONLY) ?? null;
export const selectTier = (replica: Replica<TierRecord>): TierRecord | null => replica.records.get(ONLY) ?? null;
export const selectSettings = (replica: Replica<SettingsRecord>): SettingsRecord | null => replica.records.get(ONLY) ?? null;
export const selectBaseMap = (replica: Replica<SettingsRecord>): BaseMapInUse => replica.records.get(ONLY)?.baseMap ?? BUNDLED_IN_USE;
export const selectPicked = (replica: Replica<PickedRecord>): CameraId | null => replica.records.get(ONLY)?.camera ?? null;
export const selectLinkUse = (replica: Replica<LinkUseRecord>): LinkUseRecord | null => replica.records.get(ONLY) ?? null;
export const selectLanguage = (replica: Replica<SettingsRecord>): SettingsRecord['language'] => replica.records.get(ONLY)?.language ?? 'vi';
export const selectPerson = (replica: Replica<SessionRecord>): Person | null => {
  const record = replica.records.get(ONLY);
  return record === undefined ? null : sessionPerson(record.session);
};
export const selectSurface =
  (id: SurfaceId) =>
  (replica: Replica<Surface>): Surface =>
    replica.records.get(id) ?? blank(id);

export const holdsRight = (person: Person | null, right: Right): boolean => person?.rights.includes(right) ?? false;

/** Monitors in the order painted on the wall. */
export const byNumber = (monitors: Records<Monitor>): readonly Monitor[] => [...monitors.values()].sort((one, other) => one.number - other.number);

const blanks = new Map<SurfaceId, Surface>();
/** One and the same empty surface for an id, so that a selector's answer keeps its identity. */
const blank = (id: SurfaceId): Surface => {
  const known = blanks.get(id) ?? emptySurface(id);
  blanks.set(id, known);
  return known;
};
