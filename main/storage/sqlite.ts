import { closeSync, openSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';

export type SqliteDatabase = Database.Database;
export type SqliteStatement = Database.Statement<unknown[]>;

/** The code of a failure of SQLite (`SQLITE_FULL`), null for anything else: that is a mistake of ours. */
function sqliteCodeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  // The one failure that comes without a code.
  if (thrown.message.startsWith('ConnectionFailed')) return 'SQLITE_CANTOPEN';
  if (!('code' in thrown) || typeof thrown.code !== 'string') return null;
  return thrown.code.startsWith('SQLITE_') ? thrown.code : null;
}

const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|FORMAT)/;
const REFUSED_WRITE = /^SQLITE_(FULL|IOERR|READONLY|PERM|CANTOPEN)/;

function errorOf(code: string): ErrorCode {
  if (DAMAGE.test(code)) return 'storage/damaged';
  return REFUSED_WRITE.test(code) ? 'storage/write-failed' : 'directory/unavailable';
}

/** Runs work on a database. A failure of SQLite is a Result: storage/damaged, storage/write-failed, directory/unavailable; a mistake of ours is thrown on. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (thrown) {
    const code = sqliteCodeOf(thrown);
    if (code === null) throw thrown;
    return err(errorOf(code), { retryable: true, detail: code });
  }
}

/** Opens a database that only this account may read; makes the file when it is not there. */
export function openPrivate(file: string): SqliteDatabase {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {
    // SQLite finds out by itself, and says so in its own words.
  }
  return new Database(file);
}

const SIDE_FILES = ['-wal', '-shm', '-journal'] as const;

/** Deletes a damaged database with all that lies beside it; false: it is still there. */
export function discard(file: string): boolean {
  try {
    for (const side of ['', ...SIDE_FILES]) rmSync(`${file}${side}`, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** The first column of a row read in raw mode, as a text. */
export const textIn = (row: unknown): string | null => (Array.isArray(row) && typeof row[0] === 'string' ? row[0] : null);
export const numberIn = (row: unknown): number => (Array.isArray(row) && typeof row[0] === 'number' ? row[0] : 0);
