import { join } from 'node:path';
import type { Schema } from '@contract/ipc/request-contract.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import { decodeEnvelope, encodeEnvelope, ENVELOPE_MAX_BYTES, payloadChecksum, type Envelope } from './envelope.ts';

/** Where documents are kept and what they need of the world. */
export interface StorageContext {
  readonly files: Files;
  /** Absolute; made with mode 0700 at the first save. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface DocumentOptions<T> extends StorageContext {
  /** Lower-case letters and hyphens, up to 40; the files are `<name>.<generation>.json`. */
  readonly name: string;
  /** Version of the payload now, from 1. */
  readonly version: number;
  readonly schema: Schema<T>;
  /** Step `i` turns a payload of version `i + 1` into one of `i + 2`; pure. There are `version - 1` of them. */
  readonly migrations: readonly ((old: unknown) => unknown)[];
  readonly initial: T;
  /** Good files kept, the newest included. */
  readonly generations?: number;
  /** Longest payload written or read. */
  readonly maxBytes?: number;
}

export interface LoadedDocument<T> {
  readonly value: T;
  /** `older-generation`: the newest file could not be used. `migrated`: from a file of an older version. `initial`: no file could be used. */
  readonly origin: 'newest' | 'older-generation' | 'initial' | 'migrated';
  /** Damaged files moved to `quarantine/` by this load. */
  readonly quarantined: number;
  /** A newer console wrote the newest file: nothing is written, so that nothing of it is lost. */
  readonly readOnly: boolean;
}

/** One value on disk. It outlives a kill at any moment as either the old or the new value. */
export interface JsonDocument<T> {
  /** Newest good value. Code storage/damaged (retryable): the files are there but the disk did not give them. */
  readonly load: () => Promise<Result<LoadedDocument<T>>>;
  /**
   * Resolves when the value is durable. Saves run one at a time; of those that wait only the latest is written, and all
   * that waited get its result. Codes: storage/newer-version (read-only), storage/write-failed (the old value stays; also after a
   * load that failed, until one succeeded: what was not read is not written over).
   */
  readonly save: (value: T) => Promise<Result<null>>;
}

const QUARANTINE_FOLDER = 'quarantine';
const QUARANTINE_KEPT = 20;

/** What is known of the files. */
interface Known {
  readonly readOnly: boolean;
  /** Generations with a good checksum and a version this console can read, oldest first. */
  readonly good: readonly number[];
  readonly last: number;
  /** Checksum of the newest file, when it is the value in force and durable. */
  readonly checksum: string | null;
}

/** Opens a document; no file is touched before `load` or `save`. Nothing needs to be released. */
export function openDocument<T>(options: DocumentOptions<T>): JsonDocument<T> {
  const { files, folder, clock, log, name, version, schema, migrations, initial, generations = 5, maxBytes = 1024 * 1024 } = options;
  if (migrations.length !== version - 1) throw new Error(`${name}: version ${version} needs ${version - 1} migrations`);

  const fileName = (generation: number): string => join(folder, `${name}.${generation}.json`);
  const draft = join(folder, `${name}.tmp`);
  const ownFile = new RegExp(`^${name}\\.([0-9]{1,15})\\.json$`);
  const quarantineFolder = join(folder, QUARANTINE_FOLDER);
  const quarantinedFile = new RegExp(`^${name}\\.[0-9]+\\.([0-9]+)\\.json$`);

  /** Null before the first look. */
  let known: Known | null = null;
  /** A load failed before any succeeded: whoever saves now does not know what is there. */
  let isHidden = false;
  let waiting: { value: T; readonly answer: ((result: Result<null>) => void)[] } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const run = turn.then(work);
    turn = run.catch(() => null);
    return run;
  }

  /** The payload as a value of today's version, or why not. */
  function interpret(envelope: Envelope): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string } {
    try {
      let payload: unknown = JSON.parse(Buffer.from(envelope.payload.buffer, envelope.payload.byteOffset, envelope.payload.byteLength).toString('utf8'));
      for (const migrate of migrations.slice(envelope.version - 1)) payload = migrate(payload);
      const parsed = schema.safeParse(payload);
      return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: 'schema' };
    } catch {
      return { ok: false, why: 'payload' };
    }
  }

  /** Moves a damaged file aside. A file that cannot be moved stays where it is; its generation is not used again. */
  async function quarantine(generation: number, why: string): Promise<boolean> {
    const made = await files.makeFolder(quarantineFolder);
    const moved = made.ok ? await files.rename(fileName(generation), join(quarantineFolder, `${name}.${generation}.${clock.utcMs()}.json`)) : made;
    log.warn('storage.quarantined', { document: name, generation, why, moved: moved.ok });
    if (!moved.ok) return false;
    const listed = await files.list(quarantineFolder);
    const kept = (listed.ok ? listed.value : [])
      .flatMap((file) => {
        const match = quarantinedFile.exec(file);
        return match === null ? [] : [{ file, utcMs: Number(match[1]) }];
      })
      .sort((a, b) => b.utcMs - a.utcMs);
    for (const { file } of kept.slice(QUARANTINE_KEPT)) await files.remove(join(quarantineFolder, file));
    return true;
  }

  async function listGenerations(): Promise<Result<readonly number[]>> {
    const listed = await files.list(folder);
    if (!listed.ok) {
      if (listed.failure === 'absent') return ok([]);
      log.error('storage.unreadable', { document: name, failure: listed.failure, detail: listed.detail });
      return err('storage/damaged', { retryable: true, detail: `${name}: ${listed.detail}` });
    }
    if (listed.value.includes(`${name}.tmp`)) await files.remove(draft);
    const found = listed.value.flatMap((file) => {
      const match = ownFile.exec(file);
      return match === null ? [] : [Number(match[1])];
    });
    return ok(found.sort((a, b) => b - a));
  }

  /** Looks at every generation, newest first; sets aside the damaged ones. */
  async function look(): Promise<{ readonly known: Known | null; readonly loaded: Result<LoadedDocument<T>> }> {
    const listed = await listGenerations();
    if (!listed.ok) return { known, loaded: listed };
    const last = listed.value[0] ?? 0;
    const good: number[] = [];
    let chosen: { readonly value: T; readonly generation: number; readonly version: number; readonly checksum: string } | null = null;
    let readOnly = false;
    let quarantined = 0;
    let unreadable = 0;
    for (const generation of listed.value) {
      const file = await files.read(fileName(generation), maxBytes + ENVELOPE_MAX_BYTES);
      if (!file.ok && file.failure !== 'too-large') {
        unreadable += 1;
        log.error('storage.unreadable', { document: name, generation, failure: file.failure, detail: file.detail });
        continue;
      }
      const decoded = file.ok ? decodeEnvelope(name, file.value) : { kind: 'damaged' as const, why: file.detail };
      if (decoded.kind === 'damaged') {
        if (await quarantine(generation, decoded.why)) quarantined += 1;
        continue;
      }
      if (decoded.envelope.version > version) {
        if (chosen === null) readOnly = true;
        continue;
      }
      if (chosen === null) {
        const interpreted = interpret(decoded.envelope);
        if (!interpreted.ok) {
          if (await quarantine(generation, interpreted.why)) quarantined += 1;
          continue;
        }
        chosen = { value: interpreted.value, generation, version: decoded.envelope.version, checksum: decoded.envelope.checksum };
      }
      good.unshift(generation);
    }
    const isNewest = chosen !== null && chosen.generation === last && chosen.version === version;
    // Files that are there but were not given are no empty disk: what was known of them before, or nothing, holds.
    if (chosen === null && unreadable > 0) return { known, loaded: err('storage/damaged', { retryable: true, detail: `${name}: ${unreadable} files unreadable` }) };
    known = { readOnly, good, last, checksum: isNewest && chosen !== null ? chosen.checksum : null };
    const origin = chosen === null ? 'initial' : chosen.version < version ? 'migrated' : chosen.generation === last ? 'newest' : 'older-generation';
    log.info('storage.loaded', { document: name, origin, quarantined, readOnly });
    return { known, loaded: ok({ value: chosen === null ? initial : chosen.value, origin, quarantined, readOnly }) };
  }

  function failed(step: string, detail: string): Result<null> {
    log.error('storage.write_failed', { document: name, step, detail });
    return err('storage/write-failed', { retryable: true, detail: `${name}: ${step}: ${detail}` });
  }

  async function write(value: T): Promise<Result<null>> {
    const before = known ?? (await look()).known;
    if (before === null || isHidden) return failed('look', 'not read yet');
    if (before.readOnly) return err('storage/newer-version', { detail: name });
    // A value its own schema refuses would be lost at the next load, and push a good generation out. What is written is
    // what the schema lets through: nothing it does not know gets to the disk.
    const checked = schema.safeParse(value);
    if (!checked.success) return failed('schema', 'value refused');
    const payload = Buffer.from(JSON.stringify(checked.data));
    if (payload.length > maxBytes) return failed('size', `${payload.length} bytes`);
    const checksum = payloadChecksum(name, version, payload);
    if (checksum === before.checksum) return ok(null);

    const generation = before.last + 1;
    known = { ...before, last: generation, checksum: null };
    const content = encodeEnvelope(name, { version, checksum, savedUtcMs: clock.utcMs(), payload });
    const steps = [
      ['folder', () => files.makeFolder(folder)],
      ['create', () => files.create(draft, content)],
      ['rename', () => files.rename(draft, fileName(generation))],
    ] as const;
    for (const [step, run] of steps) {
      const done = await run();
      if (done.ok) continue;
      await files.remove(draft);
      return failed(step, done.detail);
    }
    const good = [...before.good, generation];
    known = { readOnly: false, good, last: generation, checksum: null };
    const synced = await files.syncFolder(folder);
    if (!synced.ok) return failed('sync', synced.detail);
    const surplus = good.slice(0, Math.max(0, good.length - generations));
    for (const old of surplus) await files.remove(fileName(old));
    known = { readOnly: false, good: good.slice(surplus.length), last: generation, checksum };
    return ok(null);
  }

  async function writeLatest(): Promise<void> {
    const taken = waiting;
    waiting = null;
    if (taken === null) return;
    // A value that cannot be written as JSON at all is a bug; whoever waits must hear of it all the same.
    const result = await write(taken.value).catch((thrown: unknown) => failed('bug', thrown instanceof Error ? thrown.name : 'unknown'));
    for (const answer of taken.answer) answer(result);
  }

  return {
    load: () =>
      inTurn(async () => {
        const { loaded } = await look();
        isHidden = !loaded.ok && (isHidden || known === null);
        return loaded;
      }),
    save: (value) =>
      new Promise((answer) => {
        if (waiting !== null) {
          waiting.value = value;
          waiting.answer.push(answer);
          return;
        }
        waiting = { value, answer: [answer] };
        void inTurn(writeLatest);
      }),
  };
}
