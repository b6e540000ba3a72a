import type { Camera } from '@contract/domain/camera.ts';
import { foldText } from '@contract/domain/text-fold.ts';

const NAME_MAX_CHARS = 60;

/** A camera's name as part of a file name on any system: ASCII letters, digits and hyphens, 1..60 characters. */
export function safeName(name: string): string {
  const safe = foldText(name).replace(/[^a-z0-9]+/g, '-').slice(0, NAME_MAX_CHARS).replace(/^-+|-+$/g, '');
  return safe === '' ? 'camera' : safe;
}

/** Folder (day) and file name without its ending: `<number>_<name>_<yyyymmddThhmmss.mmmZ>`, by the time of the picture, UTC. */
export function snapshotName(camera: Pick<Camera, 'number' | 'name'>, captureUtcMs: number): { readonly day: string; readonly stem: string } {
  const iso = new Date(captureUtcMs).toISOString();
  return { day: iso.slice(0, 10), stem: `${camera.number}_${safeName(camera.name)}_${iso.replace(/[-:]/g, '')}` };
}
