import type { SKRSContext2D } from '@napi-rs/canvas';
import type { CameraPlace } from '../draw/camera.ts';
import type { Actor } from '../draw/frame.ts';
import type { Area, Look } from '../draw/light.ts';
import type { Mesh } from '../draw/mesh.ts';
import type { Glow } from '../draw/picture.ts';
import type { Tone } from '../draw/tone.ts';

/** What a clip is good for; a camera of the city chooses among clips by these. */
export type SceneTag =
  | 'day' | 'dusk' | 'night' | 'rain' | 'street' | 'junction' | 'market' | 'gate' | 'lake' | 'park' | 'parking' | 'bridge' | 'river' | 'alley'
  | 'indoor' | 'people' | 'traffic';

/** Everything about one clip, apart from its encoding. All motion repeats after `loopS` seconds. */
export interface Scene {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly suits: readonly SceneTag[];
  /** Whole seconds, 12 to 16, even (a closed group of pictures lasts 2 s). */
  readonly loopS: number;
  /** Bitrate compared with other clips, for scenes where much moves; 1 when left out. */
  readonly bitrateShare?: number;
  readonly place: CameraPlace;
  readonly look: Look;
  readonly tone: Tone;
  readonly area: Area;
  /** Draws mirror images in the plane at this height, where surfaces are wet. */
  readonly mirrorY?: number;
  /** Lights leave streaks on the road. */
  readonly wetStreaks?: boolean;
  /** Builds what does not move. */
  scenery(): Mesh;
  /** What moves, at a loop time; the same at 0 and at `loopS`. */
  actors(timeS: number): readonly Actor[];
  /** Fixed and changing lights with a halo; only those in view are drawn. */
  glows?(timeS: number): readonly Glow[];
  /** Things in front of everything (wires, rain), in pixels of a 1280-wide picture. */
  overlay?(context: SKRSContext2D, timeS: number): void;
}
