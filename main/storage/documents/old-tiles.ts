import { regular } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId } from '@contract/domain/units.ts';

// How tiles were written before arrangements: a regular grid by its number of tiles, and a camera or nothing for each. Never change this.

type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

const OLD_GRIDS: Readonly<Record<string, number>> = { '1': 1, '4': 2, '9': 3, '16': 4 };

/** A record with `grid` and `cameras` as one with `arrangement` and `contents`; null: its grid is none. */
export function withArrangementOfGrid({ grid, cameras, ...rest }: Fields): Fields | null {
  const side = typeof grid === 'string' && Object.hasOwn(OLD_GRIDS, grid) ? OLD_GRIDS[grid] : undefined;
  if (side === undefined) return null;
  const old = listIn(cameras);
  const arrangement = regular(side, side);
  const contents = arrangement.tiles.map((_, index) => {
    const camera = old[index];
    return typeof camera === 'string' && camera !== '' ? cameraContent(cameraId(camera)) : null;
  });
  return { ...rest, arrangement, contents };
}
