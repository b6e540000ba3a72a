import { plainText } from '@contract/domain/plain-text.ts';
import { TEXT_MAX, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, layoutId, pictureId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { readRecords } from './mapping.ts';
import { wireTile, type WireContent, type WireLayout } from './wire.schema.ts';

/**
 * A saved layout, and how many of its tiles were left empty because what they hold could not be read or has no place. Of two
 * contents for one tile the first counts.
 */
export function mapLayout(wire: WireLayout): { readonly layout: Layout; readonly skipped: number } {
  const { records } = readRecords(wire.tiles, wireTile);
  const byTile = new Map<number, TileContent>();
  for (const { index, content } of records) {
    if (index < wire.arrangement.tiles.length && !byTile.has(index)) byTile.set(index, mapContent(content));
  }
  const layout: Layout = {
    id: layoutId(wire.id),
    name: plainText(wire.name, 100) || wire.id,
    arrangement: wire.arrangement,
    contents: wire.arrangement.tiles.map((_, index) => byTile.get(index) ?? null),
    shared: wire.shared,
    locked: wire.locked ?? false,
    ownerId: wire.ownerId,
    etag: wire.etag,
    updatedUtcMs: utcMs(wire.updatedUtcMs),
    sync: 'stored',
  };
  return { layout, skipped: wire.tiles.length - byTile.size };
}

/** What is sent to store a layout. */
export const layoutBody = ({ name, arrangement, contents, shared, locked }: Layout) => ({
  name,
  arrangement,
  tiles: contents.flatMap((content, index) => (content === null ? [] : [{ index, content }])),
  shared,
  locked,
});

function mapContent(wire: WireContent): TileContent {
  switch (wire.kind) {
    case 'camera':
      return { ...wire, camera: cameraId(wire.camera) };
    case 'sequence': {
      const steps = wire.sequence.steps.map(({ camera, dwellS }) => ({ camera: cameraId(camera), dwellS }));
      return { ...wire, sequence: { name: plainText(wire.sequence.name, 100), steps } };
    }
    case 'text':
      return { kind: 'text', text: linesOf(wire.text) };
    case 'picture':
      return { kind: 'picture', picture: pictureId(wire.picture) };
    default:
      return wire;
  }
}

/** Text whose line ends are kept, each line made fit to show. */
function linesOf(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => plainText(line, TEXT_MAX));
  return [...lines.join('\n')].slice(0, TEXT_MAX).join('');
}
