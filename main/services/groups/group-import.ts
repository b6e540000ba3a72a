import { GROUP_CAMERAS_MAX } from '@contract/domain/camera-group.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { SkipReason } from '@contract/ipc/directory.schema.ts';
import { decodeGroupCsv, type CameraWords, type CsvLine, type CsvPlace } from './group-csv.ts';

/** The camera that words of a file name, among those that exist for the person here; null: none, or it is not clear which; undefined: the directory could not be asked. */
export type FindCamera = (words: CameraWords) => CameraId | null | undefined | Promise<CameraId | null | undefined>;

export interface SkippedLine extends CsvPlace {
  readonly reason: SkipReason;
}

export interface ImportedCameras {
  /** In the order of the file, none twice, none that the group has already. */
  readonly cameras: readonly CameraId[];
  /** In the order of the file, at most GROUP_CAMERAS_MAX. */
  readonly skipped: readonly SkippedLine[];
}

/** Questions that are on their way at once. */
const AT_ONCE = 50;

/** Null: the directory could not be asked. */
async function findAll(lines: readonly CsvLine[], find: FindCamera): Promise<readonly (CameraId | null)[] | null> {
  const found: (CameraId | null)[] = [];
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    for (const camera of await Promise.all(lines.slice(from, from + AT_ONCE).map(async ({ words }) => (words === null ? null : find(words))))) {
      if (camera === undefined) return null;
      found.push(camera);
    }
  }
  return found;
}

/** The cameras a file names, for a group that holds `inGroup`. Codes group/file-unreadable, directory/unavailable: what is there must not be reported as unknown. */
export async function importCameras(bytes: Uint8Array, inGroup: readonly CameraId[], find: FindCamera): Promise<Result<ImportedCameras>> {
  const file = decodeGroupCsv(bytes);
  if (!file.ok) return file;
  const { lines, leftAt } = file.value;
  const found = await findAll(lines, find);
  if (found === null) return err('directory/unavailable', { retryable: true });
  const had = new Set(inGroup);
  const cameras = new Set<CameraId>();
  const reasonOf = (words: CameraWords | null, camera: CameraId | null): SkipReason | null => {
    if (words === null) return 'unreadable';
    if (camera === null) return 'unknown';
    if (had.has(camera) || cameras.has(camera)) return 'repeated';
    return had.size + cameras.size >= GROUP_CAMERAS_MAX ? 'too-many' : null;
  };
  const skipped: SkippedLine[] = [];
  lines.forEach(({ line, text, words }, index) => {
    const camera = found[index] ?? null;
    const reason = reasonOf(words, camera);
    if (reason !== null) skipped.push({ line, text, reason });
    else if (camera !== null) cameras.add(camera);
  });
  const left: readonly SkippedLine[] = leftAt === null ? [] : [{ ...leftAt, reason: 'too-many' }];
  return ok({ cameras: [...cameras], skipped: [...skipped.slice(0, GROUP_CAMERAS_MAX - left.length), ...left] });
}
