import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a file of JSON holds; null: there is none. A damaged one is set aside as `*.damaged`, `onDamaged` is told, and there is none. */
export function readKept<T>(file: string, isKept: (value: unknown) => value is T, onDamaged: () => void): T | null {
  mkdirSync(dirname(file), { recursive: true });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isKept(value)) return value;
  } catch {
    // As one that holds something else.
  }
  renameSync(file, `${file}.damaged`);
  onDamaged();
  return null;
}

/** Replaces a file by a complete new one, readable by its owner only. */
export async function writeAtomically(file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** Writes whole files one after the other, what `text` says when its turn comes; calls at the same time share one write. Rejects when the disk does. */
export function sharedWrites(file: string, text: () => string): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;
  return () => {
    queued ??= running.catch(() => undefined).then(() => {
      queued = null;
      running = writeAtomically(file, text());
      return running;
    });
    return queued;
  };
}
