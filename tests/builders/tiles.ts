import { cameraContent, type TileContent, type TileContents } from '@contract/domain/tile-content.ts';
import { cameraId } from '@contract/domain/units.ts';

/** Contents by camera name; null: an empty tile. */
export const cameraTiles = (...names: readonly (string | null)[]): TileContents => names.map((name) => (name === null ? null : cameraContent(cameraId(name))));

/** What tiles hold, in one word each: the camera's name, or the kind. */
export const tileWords = (contents: TileContents | undefined): readonly (string | null)[] => (contents ?? []).map((content) => (content === null ? null : content.kind === 'camera' ? content.camera : content.kind));

export const sequenceOf = (dwellS: number, ...names: readonly string[]): TileContent => ({
  kind: 'sequence',
  sequence: { name: '', steps: names.map((name) => ({ camera: cameraId(name), dwellS })) },
  run: { kind: 'running', anchorUtcMs: 0, fromStep: 0 },
});
