import { createHash } from 'node:crypto';
import path from 'node:path';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Person } from '@contract/domain/person.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Files } from '../../platform/files.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import { withPngTexts } from './png-text.ts';
import { snapshotName } from './snapshot-name.ts';

export interface SnapshotsEnvironment {
  /** Absolute. */
  readonly folder: string;
  readonly files: Files;
  readonly stores: Pick<Stores, 'cameras'>;
  /** Who is here. */
  readonly person: () => Person | null;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  readonly uuid: () => string;
  readonly workstation: string;
  readonly log: Log;
}

export interface SnapshotRequest {
  readonly camera: CameraId;
  /** Of the picture shown, server's clock. */
  readonly captureUtcMs: number;
  readonly isLive: boolean;
  readonly png: Uint8Array;
}

export interface SavedSnapshot {
  /** Absolute. */
  readonly file: string;
  readonly sha256: string;
}

export interface SnapshotsService {
  /** Codes: camera/unknown, session/not-signed-in, picture/unreadable (no well-formed PNG), app/invalid-input (a time that cannot be), snapshot/write-failed. */
  readonly save: (snapshot: SnapshotRequest) => Promise<Result<SavedSnapshot>>;
}

/** A clock may be off; a picture of tomorrow is none. */
const AHEAD_MAX_MS = 24 * 3_600_000;
/** Pictures of one camera and one millisecond. */
const SAME_NAME_MAX = 1_000;

/**
 * Snapshots in the agreed folder, by day: the picture, told about inside of it, and its SHA-256 beside it in the form `sha256sum -c`
 * reads. A file that is there is never written over; either both files are there in full, or neither.
 */
export function createSnapshotsService(environment: SnapshotsEnvironment): SnapshotsService {
  const { files, stores, log } = environment;
  let turn: Promise<unknown> = Promise.resolve();

  const failed = (step: string, detail: string): Result<never> => {
    log.error('snapshot.write-failed', { step, detail });
    return err('snapshot/write-failed', { retryable: true, detail: `${step}: ${detail}` });
  };

  const write = async (folder: string, stem: string, bytes: Uint8Array, sha256: string): Promise<Result<string>> => {
    // A folder shared with others may not be ours to change; whether it can be written to shows below.
    await files.makeFolder(folder);
    const listed = await files.list(folder);
    if (!listed.ok && listed.failure !== 'absent') return failed('list', listed.detail);
    const taken = new Set((listed.ok ? listed.value : []).map((name) => name.toLowerCase()));
    const isFree = (name: string) => !taken.has(`${name}.png`.toLowerCase()) && !taken.has(`${name}.png.sha256`.toLowerCase());
    const free = Array.from({ length: SAME_NAME_MAX }, (_, index) => (index === 0 ? stem : `${stem}_${index + 1}`)).find(isFree);
    if (free === undefined) return failed('name', 'all taken');
    const file = path.join(folder, `${free}.png`);
    const side = `${file}.sha256`;
    const draft = path.join(folder, `.${environment.uuid()}`);
    const steps = [
      ['picture', () => files.create(`${draft}.png.tmp`, bytes)],
      ['hash', () => files.create(`${draft}.sha256.tmp`, new TextEncoder().encode(`${sha256}  ${free}.png\n`))],
      ['picture-name', () => files.rename(`${draft}.png.tmp`, file)],
      ['hash-name', () => files.rename(`${draft}.sha256.tmp`, side)],
      ['sync', () => files.syncFolder(folder)],
    ] as const;
    for (const [step, run] of steps) {
      const done = await run();
      if (done.ok) continue;
      const left = step === 'picture' || step === 'hash' || step === 'picture-name' ? [] : [file, side];
      for (const half of [`${draft}.png.tmp`, `${draft}.sha256.tmp`, ...left]) await files.remove(half);
      return failed(step, done.detail);
    }
    return ok(file);
  };

  const save = async ({ camera: id, captureUtcMs, isLive, png }: SnapshotRequest, person: Person): Promise<Result<SavedSnapshot>> => {
    const camera = stores.cameras.get(id);
    if (camera === undefined) return err('camera/unknown');
    if (!(captureUtcMs >= 0 && captureUtcMs <= environment.nowUtcMs() + AHEAD_MAX_MS)) return err('app/invalid-input', { detail: 'capture time' });
    const bytes = withPngTexts(png, {
      'Camera ID': camera.id,
      'Camera Number': String(camera.number),
      'Camera Name': camera.name,
      'Capture Time UTC': new Date(captureUtcMs).toISOString(),
      Operator: `${person.name} (${person.username})`,
      Workstation: environment.workstation,
      Source: isLive ? 'live' : 'replay',
    });
    if (bytes === null) return err('picture/unreadable', { detail: 'no well-formed PNG' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { day, stem } = snapshotName(camera, captureUtcMs);
    const written = await write(path.join(environment.folder, day), stem, bytes, sha256);
    if (!written.ok) return written;
    log.info('audit.snapshot', { class: 'view', person: person.id, camera: camera.id, captureUtcMs, isLive, file: path.basename(written.value), sha256 });
    return ok({ file: written.value, sha256 });
  };

  return {
    save: (snapshot) => {
      const person = environment.person();
      if (person === null) return Promise.resolve(err('session/not-signed-in'));
      // One at a time: two pictures of one moment must see each other's names.
      const run = turn.then(() => save(snapshot, person));
      turn = run.catch(() => null);
      return run;
    },
  };
}
