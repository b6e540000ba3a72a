import type { CameraState } from './camera.ts';
import type { Right } from './right.ts';
import type { UtcMs } from './units.ts';

/** A change of a camera's state. */
export interface StateChange {
  readonly state: CameraState['state'];
  readonly sinceUtcMs: UtcMs;
  /** Short words of the server; may be absent. */
  readonly cause?: string;
}

/** Somebody who has the camera open now. Told only to those who hold `viewers.see`. */
export interface CameraViewer {
  readonly name: string;
  readonly unitName?: string;
  readonly sinceUtcMs: UtcMs;
  readonly place: 'desk' | 'wall';
}

/** What only the server can say of a camera, asked for when its page is opened. */
export interface CameraMore {
  /** What the person may do with this camera. */
  readonly rights: readonly Right[];
  /** Newest first, at most 100. */
  readonly history: readonly StateChange[];
  /** Null: the person may not know. */
  readonly viewers: readonly CameraViewer[] | null;
}
