import { describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { createRereader } from '../../../../main/app/reread.ts';
import type { LoadedDocument } from '../../../../main/storage/json-document.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { settled } from '../../../builders/fake-vms.ts';

/** Documents that fail so many times before they are read. */
function rereading() {
  const time = createFakeTime();
  const missing: number[] = [];
  const taken: string[] = [];
  const tries: string[] = [];
  const rereader = createRereader(time.timers, (count) => missing.push(count));
  const read = (name: string, failures: number) => {
    let left = failures;
    const loaded: LoadedDocument<string> = { value: name, origin: 'newest', quarantined: 0, readOnly: false };
    const load = async () => {
      tries.push(name);
      left -= 1;
      return left >= 0 ? err('storage/damaged', { retryable: true }) : ok(loaded);
    };
    return rereader.read({ load }, ({ value }) => taken.push(value));
  };
  const pass = async () => {
    time.advance(5_000);
    await settled();
  };
  return { ...time, rereader, read, pass, missing, taken, tries };
}

describe('reading what the disk keeps', () => {
  it('takes it at once and says nothing when the disk gives it', async () => {
    const { read, taken, missing, waiting } = rereading();
    await read('a', 0);
    expect([taken, missing, waiting()]).toEqual([['a'], [], 0]);
  });

  it('goes on until all of it came, and says how much is missing', async () => {
    const { read, pass, taken, missing, waiting } = rereading();
    await Promise.all([read('a', 1), read('b', 2), read('c', 0)]);
    expect([taken, missing]).toEqual([['c'], [1, 2]]);
    await pass();
    await pass();
    expect([taken, missing, waiting()]).toEqual([['c', 'a', 'b'], [1, 2, 1, 0], 0]);
  });

  it('ends when it is told to, also in the middle of a try', async () => {
    const { read, rereader, pass, tries, taken, waiting } = rereading();
    await read('a', 9);
    const late = read('b', 0);
    rereader.stop();
    await late;
    await pass();
    expect([tries, taken, waiting()]).toEqual([['a', 'b'], [], 0]);
  });
});
