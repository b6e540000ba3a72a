import { createHash } from 'node:crypto';
import path from 'node:path';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { pictureId, type PictureId } from '@contract/domain/units.ts';
import { NO_BACK_OFF, nextBackOff, type BackOff } from '../../platform/back-off.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Files } from '../../platform/files.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { PicturesPort } from '../../vms/adapter.ts';
import { readImageFacts, type ImageFacts } from './image-facts.ts';

export interface PicturesEnvironment {
  /** Null while the server is not known to keep pictures. */
  readonly port: () => PicturesPort | null;
  /** Absolute; each picture is a file in it, named by its id. */
  readonly folder: string;
  readonly files: Files;
  readonly stores: Pick<Stores, 'surfaces' | 'layouts' | 'layoutConflicts' | 'scenes'>;
  /** Pictures that anything this PC keeps on its disk holds, whoever's and of whichever server; null: not all of it could be read. */
  readonly heldOnDisk: () => Promise<ReadonlySet<PictureId> | null>;
  readonly uuid: () => string;
  readonly clock: Pick<Clock, 'utcMs'>;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
}

export interface ServedPicture {
  readonly bytes: Uint8Array;
  readonly mime: ImageFacts['mime'];
}

export interface PicturesService {
  /** Takes a picture into the store. Codes: picture/too-large, picture/unreadable, storage/write-failed. */
  readonly add: (bytes: Uint8Array) => Promise<Result<PictureId>>;
  /** A picture for a page; null: not in the store and not to be had, or on nothing that is shown. One that is missing is fetched first. */
  readonly serve: (id: PictureId) => Promise<ServedPicture | null>;
  /** Somebody is signed in and the server answers: fetches what is missing, gives the server what layouts there hold. May come many times. */
  readonly follow: () => void;
  /** What this PC shows and keeps has been read: removes pictures older than UNUSED_KEPT_MS that nothing holds. Once a run of the console. */
  readonly prune: () => Promise<void>;
  /** Nobody is here: nothing more is fetched, given or served. */
  readonly close: () => void;
}

export const PICTURE_MAX_BYTES = 2 * 1024 * 1024;
export const PICTURE_MAX_SIDE_PX = 8_192;
export const UNUSED_KEPT_MS = 90 * 24 * 3_600_000;
const PICTURE_FILE = /^[0-9a-f]{64}$/;

const picturesOf = (contents: TileContents): readonly PictureId[] => contents.flatMap((content) => (content?.kind === 'picture' ? [content.picture] : []));
const idOf = (bytes: Uint8Array): PictureId => pictureId(createHash('sha256').update(bytes).digest('hex'));

/** What a picture is, when it may be one of a tile. Codes: picture/too-large, picture/unreadable. */
function judge(bytes: Uint8Array): Result<ImageFacts> {
  if (bytes.length > PICTURE_MAX_BYTES) return err('picture/too-large', { detail: `${bytes.length} bytes` });
  const facts = readImageFacts(bytes);
  if (facts === null || facts.widthPx < 1 || facts.heightPx < 1) return err('picture/unreadable', { detail: 'neither PNG nor JPEG' });
  return facts.widthPx > PICTURE_MAX_SIDE_PX || facts.heightPx > PICTURE_MAX_SIDE_PX ? err('picture/too-large', { detail: `${facts.widthPx} x ${facts.heightPx} px` }) : ok(facts);
}

/** Pictures of tiles: kept on this PC by their SHA-256, fetched from and given to the server so that a layout has them on every PC. */
export function createPicturesService(environment: PicturesEnvironment): PicturesService {
  const { folder, files, stores, log } = environment;
  /** Imported since the start: an editor shows one before any surface does. */
  const fresh = new Set<PictureId>();
  const fetching = new Map<PictureId, Promise<ServedPicture | null>>();
  /** The server has these. */
  const given = new Set<PictureId>();
  let generation = 0;
  let isFollowing = false;
  let backOff: BackOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;
  let isPassing = false;
  let isAgain = false;
  let isPruned = false;

  const fileOf = (id: PictureId) => path.join(folder, id);
  /** What is on the disk, when it is still what its name says. */
  const read = async (id: PictureId): Promise<ServedPicture | null> => {
    const file = await files.read(fileOf(id), PICTURE_MAX_BYTES);
    if (!file.ok) return null;
    const facts = judge(file.value);
    if (facts.ok && idOf(file.value) === id) return { bytes: file.value, mime: facts.value.mime };
    log.warn('pictures.damaged', { picture: id });
    await files.remove(fileOf(id));
    return null;
  };
  const write = async (id: PictureId, bytes: Uint8Array): Promise<Result<null>> => {
    const draft = path.join(folder, `.${environment.uuid()}.tmp`);
    const steps = [() => files.makeFolder(folder), () => files.create(draft, bytes), () => files.rename(draft, fileOf(id)), () => files.syncFolder(folder)];
    for (const run of steps) {
      const done = await run();
      if (done.ok) continue;
      await files.remove(draft);
      log.error('pictures.write-failed', { detail: done.detail });
      return err('storage/write-failed', { retryable: true, detail: done.detail });
    }
    return ok(null);
  };

  const onSurfaces = (): ReadonlySet<PictureId> => new Set([...stores.surfaces.records().values()].flatMap(({ contents }) => picturesOf(contents)));
  const isInUse = (id: PictureId): boolean =>
    fresh.has(id) ||
    onSurfaces().has(id) ||
    [...stores.layouts.records().values()].some(({ contents }) => picturesOf(contents).includes(id)) ||
    [...stores.layoutConflicts.records().values()].some(({ theirs }) => picturesOf(theirs.contents).includes(id)) ||
    [...stores.scenes.records().values()].some(({ monitors }) => monitors.some(({ contents }) => picturesOf(contents).includes(id)));

  const fetchOnce = async (id: PictureId): Promise<ServedPicture | null> => {
    const port = environment.port();
    if (port === null || !isFollowing) return null;
    const started = generation;
    const answer = await port.get(id);
    if (started !== generation) return null;
    if (!answer.ok) {
      log.info('pictures.not-fetched', { code: answer.error.code });
      return null;
    }
    const facts = judge(answer.value);
    if (!facts.ok || idOf(answer.value) !== id) {
      log.warn('pictures.refused', { picture: id, why: facts.ok ? 'another picture' : facts.error.code });
      return null;
    }
    given.add(id);
    // A full disk keeps nobody from seeing it now.
    await write(id, answer.value);
    return { bytes: answer.value, mime: facts.value.mime };
  };
  /** From the disk, else from the server; one asking at a time. */
  const have = (id: PictureId): Promise<ServedPicture | null> => {
    const asked = fetching.get(id) ?? read(id).then((kept) => kept ?? fetchOnce(id)).finally(() => fetching.delete(id));
    fetching.set(id, asked);
    return asked;
  };

  /** Gives the server a picture that a layout there holds. True: nothing is left to do about it. */
  const give = async (id: PictureId): Promise<boolean> => {
    const port = environment.port();
    if (port === null || given.has(id)) return true;
    const kept = await read(id);
    if (kept === null) return true;
    const answer = await port.put(id, kept.bytes);
    if (answer.ok || !answer.error.retryable) given.add(id);
    if (!answer.ok) log.warn('pictures.not-given', { code: answer.error.code });
    return answer.ok || !answer.error.retryable;
  };

  const pass = async (): Promise<void> => {
    const started = generation;
    let isComplete = true;
    for (const id of onSurfaces()) {
      const isHad = (await have(id)) !== null;
      if (started !== generation) return;
      isComplete &&= isHad;
    }
    const held = [...stores.layouts.records().values()].flatMap(({ sync, contents }) => (sync === 'stored' ? picturesOf(contents) : []));
    for (const id of new Set(held)) {
      const isGiven = await give(id);
      if (started !== generation) return;
      isComplete &&= isGiven;
    }
    if (isComplete) {
      backOff = NO_BACK_OFF;
      return;
    }
    const next = nextBackOff(backOff, 0, environment.random);
    backOff = next.backOff;
    cancelRetry = environment.timers.after(next.delayMs, look);
  };
  const look = (): void => {
    if (!isFollowing || environment.port() === null) return;
    if (isPassing) {
      isAgain = true;
      return;
    }
    cancelRetry?.();
    isPassing = true;
    void pass().finally(() => {
      isPassing = false;
      if (!isAgain) return;
      isAgain = false;
      look();
    });
  };

  const isOld = async (id: PictureId): Promise<boolean> => {
    const written = await files.writtenUtcMs(fileOf(id));
    return written.ok && environment.clock.utcMs() - written.value > UNUSED_KEPT_MS;
  };
  const prune = async (): Promise<void> => {
    const started = generation;
    const listed = await files.list(folder);
    if (!listed.ok) return;
    const old: PictureId[] = [];
    for (const name of listed.value.filter((each) => PICTURE_FILE.test(each))) if (await isOld(pictureId(name))) old.push(pictureId(name));
    const held = old.every(isInUse) ? null : await environment.heldOnDisk();
    for (const id of held === null ? [] : old) {
      // What somebody brings or shows meanwhile stays, and who has left no longer says what is shown.
      if (started !== generation) return;
      if (isInUse(id) || held?.has(id) === true) continue;
      log.info('pictures.pruned', { picture: id });
      await files.remove(fileOf(id));
    }
  };

  let seen = '';
  const lookWhenOthers = (): void => {
    const now = [...onSurfaces(), '|', ...[...stores.layouts.records().values()].flatMap(({ sync, contents }) => picturesOf(contents).map((id) => `${sync}${id}`))].join(' ');
    if (now === seen) return;
    seen = now;
    look();
  };
  stores.surfaces.onDidChange(lookWhenOthers);
  stores.layouts.onDidChange(lookWhenOthers);

  return {
    add: async (bytes) => {
      const facts = judge(bytes);
      if (!facts.ok) return facts;
      const id = idOf(bytes);
      fresh.add(id);
      if ((await read(id)) === null) {
        const written = await write(id, bytes);
        if (!written.ok) {
          fresh.delete(id);
          return written;
        }
      }
      return ok(id);
    },
    serve: async (id) => (isInUse(id) ? have(id) : null),
    follow: () => {
      isFollowing = true;
      look();
    },
    prune: async () => {
      if (isPruned) return;
      isPruned = true;
      await prune();
    },
    close: () => {
      generation += 1;
      isFollowing = false;
      isAgain = false;
      cancelRetry?.();
      cancelRetry = null;
      backOff = NO_BACK_OFF;
      given.clear();
      fresh.clear();
      fetching.clear();
      seen = '';
    },
  };
}
