import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';

/** Why a file operation failed. `full`: no space or quota left; `refused`: no permission, or a read-only file system. */
export type FileFailure = 'absent' | 'full' | 'refused' | 'too-large' | 'failed';

export type FileOutcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `detail` is the system's own code (`EIO`), for the log. */
  | { readonly ok: false; readonly failure: FileFailure; readonly detail: string };

/**
 * The file system, as few steps as an atomic write needs. No step throws. What a step did is only durable after
 * `create` (its content) or `syncFolder` (names: created, renamed, removed).
 */
export interface Files {
  /** The whole of a file of at most `maxBytes`. */
  readonly read: (path: string, maxBytes: number) => Promise<FileOutcome<Uint8Array>>;
  /** Names of the regular files in a folder, unsorted. */
  readonly list: (folder: string) => Promise<FileOutcome<readonly string[]>>;
  /** Names of the folders in a folder, unsorted. */
  readonly folders: (folder: string) => Promise<FileOutcome<readonly string[]>>;
  /** When the content of a file was written last, by this PC's clock. */
  readonly writtenUtcMs: (path: string) => Promise<FileOutcome<number>>;
  /** Writes a file (mode 0600; one that is there is emptied first) and waits until its content is on the disk. After a failure a part may be left. */
  readonly create: (path: string, content: Uint8Array) => Promise<FileOutcome<null>>;
  /** Replaces `to` at once, or does nothing. */
  readonly rename: (from: string, to: string) => Promise<FileOutcome<null>>;
  /** Removing what is absent succeeds. */
  readonly remove: (path: string) => Promise<FileOutcome<null>>;
  /** Makes a folder, its parents too; it is mode 0700 afterwards, also when it was there. */
  readonly makeFolder: (folder: string) => Promise<FileOutcome<null>>;
  /** Waits until the names in a folder are on the disk. */
  readonly syncFolder: (folder: string) => Promise<FileOutcome<null>>;
}

const FAILURES: Readonly<Record<string, FileFailure>> = {
  ENOENT: 'absent',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'refused',
  EPERM: 'refused',
  EROFS: 'refused',
};

async function outcome<T>(work: () => Promise<T>): Promise<FileOutcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    const detail = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'unknown';
    return { ok: false, failure: FAILURES[detail] ?? 'failed', detail };
  }
}

async function read(path: string, maxBytes: number): Promise<FileOutcome<Uint8Array>> {
  const result = await outcome(async () => {
    const handle = await open(path, 'r');
    try {
      return (await handle.stat()).size > maxBytes ? null : await handle.readFile();
    } finally {
      await handle.close();
    }
  });
  if (!result.ok) return result;
  return result.value === null ? { ok: false, failure: 'too-large', detail: `above ${maxBytes} bytes` } : { ok: true, value: result.value };
}

/** The file system of this PC. */
export const systemFiles: Files = {
  read,
  list: (folder) => outcome(async () => (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name)),
  folders: (folder) => outcome(async () => (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)),
  writtenUtcMs: (path) => outcome(async () => (await stat(path)).mtimeMs),
  create: (path, content) =>
    outcome(async () => {
      const handle = await open(path, 'w', 0o600);
      try {
        await handle.chmod(0o600);
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      return null;
    }),
  rename: (from, to) => outcome(async () => (await rename(from, to), null)),
  remove: (path) => outcome(async () => (await rm(path, { force: true }), null)),
  makeFolder: (folder) =>
    outcome(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      return null;
    }),
  syncFolder: (folder) =>
    outcome(async () => {
      // Windows has no handle on a folder to flush; NTFS journals the names itself.
      if (process.platform === 'win32') return null;
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      return null;
    }),
};
