import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import type { CameraExtent, CameraInArea, CameraQuery, CameraScope, FacetCount, FoundPlace, MapArea, MapBounds, MapMark } from '@contract/domain/camera-query.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { CameraId, GroupId, UnitId, UtcMs } from '@contract/domain/units.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';
import type { LogFields, LogLevel } from '../platform/log.ts';
import type { TrustPolicy } from '../platform/trust.ts';
import type { EventCursor } from '../vms/adapter.ts';

// What main and the directory process say to each other. Main decides whose directory is open; the process holds it on disk, keeps it
// up to date with the server, and answers every question about it, so that 300,000 cameras cost neither main nor a window anything.

/** What a window asks of the directory, by kind, with what is answered. */
export interface DirectoryQuestions {
  readonly search: { readonly ask: { readonly query: CameraQuery }; readonly answer: { readonly ids: readonly CameraId[]; readonly first: readonly Camera[]; readonly total: number; readonly near: number } };
  readonly facets: { readonly ask: { readonly query: CameraQuery }; readonly answer: { readonly facets: readonly FacetCount[] } };
  readonly number: { readonly ask: { readonly number: number }; readonly answer: { readonly camera: Camera | null } };
  readonly unit: { readonly ask: { readonly unit: UnitId }; readonly answer: { readonly ids: readonly CameraId[]; readonly first: readonly Camera[] } };
  readonly area: { readonly ask: { readonly area: MapArea; readonly scope: CameraScope; readonly most: number }; readonly answer: { readonly items: readonly CameraInArea[]; readonly total: number } };
  readonly places: { readonly ask: { readonly text: string }; readonly answer: { readonly places: readonly FoundPlace[] } };
  readonly coverage: {
    readonly ask: { readonly bounds: MapBounds; readonly scope: CameraScope };
    readonly answer: { readonly areas: readonly { readonly camera: CameraId; readonly corners: readonly (readonly [number, number])[] }[]; readonly tooMany: boolean };
  };
  readonly extent: { readonly ask: { readonly scope: CameraScope }; readonly answer: CameraExtent };
}
export type QuestionKind = keyof DirectoryQuestions;
export type DirectoryAsk = { readonly [K in QuestionKind]: { readonly kind: K } & DirectoryQuestions[K]['ask'] }[QuestionKind];
export type DirectoryAnswer<K extends QuestionKind> = DirectoryQuestions[K]['answer'];

/** What of the map is in sight. */
export interface MapLook {
  readonly bounds: MapBounds;
  /** 0..24 */
  readonly zoom: number;
  readonly scope: CameraScope;
}

export type DirectoryCommand =
  /** The server, spoken to by the adapter of this kind. Comes once, before everything else. */
  | { readonly kind: 'source'; readonly adapter: string; readonly baseUrl: string; readonly trust: TrustPolicy }
  /** A token to ask with, or null: nobody asks the server any more. */
  | { readonly kind: 'token'; readonly accessToken: string | null }
  /** Opens the directory of one person and server, an absolute file path; makes it when it is not there. Closes the one before. */
  | { readonly kind: 'open'; readonly file: string; readonly generation: number }
  | { readonly kind: 'close' }
  /**
   * Bring it up to date: units, cameras (pages or changes), walls, and states when none were loaded yet, cameras are new, or events may
   * have been missed (`snapshot`). Answered by `synced`; asked again meanwhile: once more after.
   */
  | { readonly kind: 'sync'; readonly snapshot?: true }
  /** States that events told of, oldest first. */
  | { readonly kind: 'states'; readonly states: readonly CameraState[] }
  /** Whole sets each time: cameras on the wall now; cameras of the groups; cameras whose states main wants. */
  | { readonly kind: 'wall'; readonly cameras: readonly CameraId[] }
  | { readonly kind: 'groups'; readonly groups: readonly { readonly id: GroupId; readonly cameras: readonly CameraId[] }[] }
  | { readonly kind: 'watch'; readonly cameras: readonly CameraId[] }
  /** Null: no map is in sight. */
  | { readonly kind: 'look'; readonly look: MapLook | null }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: DirectoryAsk };

/** How the open directory stands. */
export interface DirectoryFacts {
  readonly state: 'empty' | 'loading' | 'cached' | 'current';
  readonly total: number;
  /** Records left out because they could not be read. */
  readonly skipped: number;
  /** When the server last confirmed it; null: never. */
  readonly directoryUtcMs: UtcMs | null;
}

export type DirectoryReport =
  | { readonly kind: 'log'; readonly level: LogLevel; readonly event: string; readonly fields: LogFields }
  /** The file is there and can be read by others too; or it could not be opened at all. */
  | { readonly kind: 'opened'; readonly generation: number; readonly error: AppError | null }
  | { readonly kind: 'facts'; readonly facts: DirectoryFacts }
  /** All of them, each time they change; also right after `opened`. */
  | { readonly kind: 'units'; readonly units: readonly OrgUnit[] }
  /** Those that changed; `isAll`: all there are. */
  | { readonly kind: 'counts'; readonly counts: readonly UnitCountsRecord[]; readonly isAll: boolean }
  /** Records that main may hold are not so any more; null: possibly all. */
  | { readonly kind: 'changed'; readonly cameras: readonly CameraId[] | null }
  /** Gone, though the file could not be written and still has them; until a `synced` without an error. */
  | { readonly kind: 'denied'; readonly cameras: readonly CameraId[] }
  /** States of watched cameras; those nothing is known of are in `unknown`. `isAll`: of all watched. */
  | { readonly kind: 'states'; readonly states: readonly CameraState[]; readonly unknown: readonly CameraId[]; readonly isAll: boolean }
  /** The map in sight: what changed, at most four times a second; `isAll` after each `look`. */
  | { readonly kind: 'marks'; readonly put: readonly MapMark[]; readonly remove: readonly string[]; readonly isAll: boolean }
  /** A `sync` ended. `cursor`: events from here on complete the states that were loaded; null: none were. */
  | { readonly kind: 'synced'; readonly cursor: EventCursor | null; readonly error: AppError | null }
  /** The server takes this token no more. */
  | { readonly kind: 'token-refused'; readonly accessToken: string }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<DirectoryAnswer<QuestionKind>> };
