import type { Actor, Alarm, PersonRef } from './alarm.ts';
import type { AlarmId, CameraId, HandoverId, UtcMs } from './units.ts';

/** Somebody who signed on duty. */
export interface OnDuty extends PersonRef {
  readonly unitName: string;
  readonly workstation: string;
  readonly sinceUtcMs: UtcMs;
  /** End of their shift: nothing they shelve lasts longer. */
  readonly untilUtcMs: UtcMs;
  /** Open alarms that are theirs or were given to them. */
  readonly load: number;
}

/** What one shift leaves the next. */
export interface HandoverSheet {
  readonly open: readonly Pick<Alarm, 'id' | 'kind' | 'priority' | 'title' | 'site' | 'raisedUtcMs' | 'life' | 'members'>[];
  /** All that are open; `open` lists the gravest of them (SHEET_OPEN_MAX). */
  readonly openTotal: number;
  readonly shelved: readonly { readonly id: AlarmId; readonly title: string; readonly reason: string; readonly byName: string; readonly untilUtcMs: UtcMs }[];
  readonly holds: readonly { readonly camera: CameraId; readonly cameraName: string; readonly byName: string; readonly sinceUtcMs: UtcMs; readonly untilUtcMs: UtcMs | null }[];
  /** Hands on heads lent for a time. */
  readonly ptzLeases: readonly { readonly camera: CameraId; readonly cameraName: string; readonly byName: string; readonly untilUtcMs: UtcMs }[];
  /** What is muted at the desk that hands over. */
  readonly muted: readonly string[];
  readonly lostCameras: { readonly total: number; readonly named: readonly { readonly camera: CameraId; readonly cameraName: string; readonly sinceUtcMs: UtcMs }[] };
  readonly notes: string;
}

/** A shift handed over; it counts once both signed with their factor. */
export interface Handover {
  readonly id: HandoverId;
  readonly from: Actor;
  readonly to: PersonRef | null;
  readonly madeUtcMs: UtcMs;
  readonly sheet: HandoverSheet;
  readonly signatures: readonly { readonly personId: string; readonly name: string; readonly side: 'from' | 'to'; readonly utcMs: UtcMs }[];
  /** SHA-256 of the canonical sheet, hex; what was signed. */
  readonly digest: string;
  readonly state: 'open' | 'signed' | 'withdrawn';
}

/** Longest shift, ms. */
export const SHIFT_MAX_MS = 14 * 3_600_000;
/** A shift somebody takes over lasts this long unless they say otherwise, ms. */
export const SHIFT_USUAL_MS = 8 * 3_600_000;
