import { describe, expect, it } from 'vitest';
import { GROUP_CAMERAS_MAX } from '@contract/domain/camera-group.ts';
import { cameraId } from '@contract/domain/units.ts';
import { importGroupOutput } from '@contract/ipc/directory.schema.ts';
import { CSV_LINES_MAX, type CameraWords } from '../../../../../main/services/groups/group-csv.ts';
import { importCameras } from '../../../../../main/services/groups/group-import.ts';
import { cams } from './shared-list-scene.ts';

const utf8 = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
/** Every number below 100,000 is a camera, and so is "CG-12". */
const find = ({ number, code }: CameraWords) => (number !== null && number < 100_000 ? cameraId(`c${String(number)}`) : code === 'CG-12' ? cameraId('c12') : null);
async function taken(lines: readonly string[], inGroup = cams()) {
  const result = await importCameras(utf8(lines), inGroup, find);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('cameras from a table', () => {
  it('come in its order, and every line left out is named with its reason', async () => {
    expect(await taken(['số,mã', '3,', ',CG-12', '1,', '12,', '900000,', '"x,', '7,'], cams('c7'))).toEqual({
      cameras: cams('c3', 'c12', 'c1'),
      skipped: [
        { line: 5, text: '12,', reason: 'repeated' },
        { line: 6, text: '900000,', reason: 'unknown' },
        { line: 7, text: '"x,', reason: 'unreadable' },
        { line: 8, text: '7,', reason: 'repeated' },
      ],
    });
  });

  it('are no more than fit into the group', async () => {
    const { cameras, skipped } = await taken(
      Array.from({ length: GROUP_CAMERAS_MAX + 1 }, (_, index) => String(index)),
      cams('other'),
    );
    expect([cameras.length, skipped.map(({ line, reason }) => `${String(line)} ${reason}`)]).toEqual([GROUP_CAMERAS_MAX - 1, [`${String(GROUP_CAMERAS_MAX)} too-many`, `${String(GROUP_CAMERAS_MAX + 1)} too-many`]]);
  });

  it('are found also after lookups that take their time, and in order', async () => {
    const slow = async (words: CameraWords) => {
      for (let turns = (words.number ?? 0) % 7; turns > 0; turns -= 1) await Promise.resolve();
      return find(words);
    };
    const result = await importCameras(utf8(Array.from({ length: 200 }, (_, index) => String(index))), [], slow);
    expect(result).toMatchObject({ ok: true, value: { cameras: Array.from({ length: 200 }, (_, index) => `c${String(index)}`), skipped: [] } });
  });

  it('are not called unknown when the directory could not be asked', async () => {
    const result = await importCameras(utf8(['1', '2', '3']), [], ({ number }) => (number === 2 ? undefined : cameraId(`c${String(number)}`)));
    expect(result).toMatchObject({ ok: false, error: { code: 'directory/unavailable', retryable: true } });
  });

  it('of a file that is all wrong make a report that still goes to the window, with where it was left', async () => {
    const { cameras, skipped } = await taken(Array.from({ length: CSV_LINES_MAX + 5 }, () => '\u{1F4F7}'.repeat(120)));
    expect([cameras, skipped.length, skipped.at(-1)]).toMatchObject([[], GROUP_CAMERAS_MAX, { line: CSV_LINES_MAX + 1, reason: 'too-many' }]);
    expect(importGroupOutput.safeParse({ group: null, taken: 0, skipped })).toMatchObject({ success: true });
  });
});
