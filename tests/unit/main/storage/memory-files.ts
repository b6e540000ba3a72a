import { dirname } from 'node:path';
import type { FileFailure, FileOutcome, Files } from '../../../../main/platform/files.ts';

/** What the disk holds after the power went: names, and the content that reached the platter. */
export type Disk = ReadonlyMap<string, Uint8Array>;

interface Inode {
  content: Uint8Array;
  isSynced: boolean;
}
type NameChange = { readonly folder: string; readonly apply: (names: Map<string, Inode>) => void };

export interface MemoryFilesOptions {
  readonly disk?: Disk;
  /** The process dies before this step (0 is the first); no later call ever answers. */
  readonly dieAtStep?: number;
  /** Consulted before every step; a failure named here is what the caller gets. */
  readonly fault?: (step: number, operation: keyof Files, path: string) => FileFailure | null;
  /** When files were written; left out: just now, all of them. */
  readonly writtenUtcMs?: (path: string) => number;
  /** Numbers in [0, 1) that decide what of the unsynced state survives. */
  readonly chance?: () => number;
}

export interface MemoryFiles extends Files {
  /** What is left when the power goes now: any of the unsynced names, any length of the unsynced content. */
  readonly afterPowerLoss: () => Disk;
  /** Everything as the running system sees it. */
  readonly now: () => Disk;
  readonly died: Promise<null>;
  readonly steps: () => number;
}

const done: FileOutcome<null> = { ok: true, value: null };
const CODES: Readonly<Record<FileFailure, string>> = { absent: 'ENOENT', full: 'ENOSPC', refused: 'EROFS', 'too-large': 'EFBIG', failed: 'EIO' };
const failed = (failure: FileFailure): { readonly ok: false; readonly failure: FileFailure; readonly detail: string } => ({ ok: false, failure, detail: CODES[failure] });

/** A file system in memory that can fail or die at every step and forgets what was not synced. */
export function createMemoryFiles({ disk = new Map(), dieAtStep = Infinity, fault = () => null, chance = () => 0, writtenUtcMs = () => Number.MAX_SAFE_INTEGER }: MemoryFilesOptions = {}): MemoryFiles {
  const seen = new Map<string, Inode>([...disk].map(([path, content]) => [path, { content, isSynced: true }]));
  const durable = new Map(seen);
  let pending: NameChange[] = [];
  let steps = 0;
  let die = (): void => {};
  const died = new Promise<null>((resolve) => {
    die = () => resolve(null);
  });

  /** Null when the step may go on. */
  async function step(operation: keyof Files, path: string): Promise<FileFailure | null> {
    if (steps >= dieAtStep) {
      die();
      return new Promise(() => {});
    }
    steps += 1;
    await Promise.resolve();
    return fault(steps - 1, operation, path);
  }
  function change(path: string, apply: NameChange['apply']): void {
    apply(seen);
    pending.push({ folder: dirname(path), apply });
  }

  return {
    died,
    steps: () => steps,
    now: () => new Map([...seen].map(([path, inode]) => [path, inode.content])),
    afterPowerLoss: () => {
      const names = new Map(durable);
      for (const { apply } of pending) if (chance() < 0.5) apply(names);
      return new Map(
        [...names].map(([path, { content, isSynced }]) => {
          if (isSynced) return [path, content];
          const left = content.slice(0, Math.floor(chance() * (content.length + 1)));
          return [path, chance() < 0.3 ? new Uint8Array(left.length) : left];
        }),
      );
    },
    read: async (path, maxBytes) => {
      const failure = await step('read', path);
      if (failure !== null) return failed(failure);
      const inode = seen.get(path);
      if (inode === undefined) return failed('absent');
      return inode.content.length > maxBytes ? failed('too-large') : { ok: true, value: inode.content };
    },
    list: async (folder) => {
      const failure = await step('list', folder);
      if (failure !== null) return failed(failure);
      const names = [...seen.keys()].filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1));
      return names.length === 0 ? failed('absent') : { ok: true, value: names };
    },
    folders: async (folder) => {
      const failure = await step('folders', folder);
      if (failure !== null) return failed(failure);
      const below = [...seen.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/'));
      return below.length === 0 ? failed('absent') : { ok: true, value: [...new Set(below.flatMap(([name, ...rest]) => (rest.length > 0 && name !== undefined ? [name] : [])))] };
    },
    writtenUtcMs: async (path) => {
      const failure = await step('writtenUtcMs', path);
      if (failure !== null) return failed(failure);
      return seen.has(path) ? { ok: true, value: writtenUtcMs(path) } : failed('absent');
    },
    create: async (path, content) => {
      const inode: Inode = { content: new Uint8Array(), isSynced: false };
      const opened = await step('create', path);
      if (opened !== null) return failed(opened);
      change(path, (names) => names.set(path, inode));
      for (const length of [content.length / 2, content.length]) {
        const written = await step('create', path);
        if (written !== null) return failed(written);
        inode.content = content.slice(0, length);
      }
      const synced = await step('create', path);
      if (synced !== null) return failed(synced);
      inode.isSynced = true;
      return done;
    },
    rename: async (from, to) => {
      const failure = await step('rename', to);
      if (failure !== null) return failed(failure);
      const inode = seen.get(from);
      if (inode === undefined) return failed('absent');
      change(to, (names) => {
        names.delete(from);
        names.set(to, inode);
      });
      return done;
    },
    remove: async (path) => {
      const failure = await step('remove', path);
      if (failure !== null) return failed(failure);
      change(path, (names) => names.delete(path));
      return done;
    },
    makeFolder: async (folder) => {
      const failure = await step('makeFolder', folder);
      return failure === null ? done : failed(failure);
    },
    syncFolder: async (folder) => {
      const failure = await step('syncFolder', folder);
      if (failure !== null) return failed(failure);
      for (const { folder: changed, apply } of pending) if (changed === folder) apply(durable);
      pending = pending.filter(({ folder: changed }) => changed !== folder);
      return done;
    },
  };
}
