import path from 'node:path';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Files } from '../platform/files.ts';

/** Writes a file somebody chose: one that is there is replaced as a whole, or not at all. Code storage/write-failed. */
export async function writeChosenFile(files: Files, uuid: () => string, file: string, bytes: Uint8Array): Promise<Result<null>> {
  const draft = path.join(path.dirname(file), `.${uuid()}.tmp`);
  for (const run of [() => files.create(draft, bytes), () => files.rename(draft, file), () => files.syncFolder(path.dirname(file))]) {
    const done = await run();
    if (done.ok) continue;
    await files.remove(draft);
    return err('storage/write-failed', { retryable: true, detail: done.detail });
  }
  return ok(null);
}
