import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Camera } from '../../../../demo/server/api-types.ts';
import { CHANGES_KEPT, createDirectory } from '../../../../demo/server/directory.ts';
import { createEventLog } from '../../../../demo/server/event-log.ts';
import { hostileCameras } from '../../../../demo/server/hostile-cameras.ts';
import { openTierState } from '../../../../demo/server/tier-state.ts';
import { parseOptions } from '../../../../demo/options.ts';
import { aClock } from './fakes.ts';

const aCamera = (number: number, name = `Camera ${String(number)}`): Camera => ({ id: `c${String(number)}`, number, name, kind: 'fixed', unitId: 'u', streams: [] });
const aDirectory = (count = 3): ReturnType<typeof createDirectory> => createDirectory([], Array.from({ length: count }, (_, index) => aCamera(index + 1)));
const pageOf = (directory: ReturnType<typeof createDirectory>): { readonly token: string; readonly ids: readonly unknown[] } => {
  const page = directory.page(undefined, 100);
  return page.ok ? { token: page.value.changeToken ?? '', ids: page.value.items.map((item) => item['id' as keyof typeof item]) } : { token: '', ids: [] };
};

test('a change during paging neither repeats nor hides a camera: the token covers it', () => {
  const directory = aDirectory(4);
  const first = directory.page(undefined, 2);
  directory.remove('c2');
  directory.put(aCamera(9));
  const rest = directory.page(first.ok ? (first.value.nextCursor ?? undefined) : undefined, 10);
  expect(rest.ok && rest.value.items).toEqual([aCamera(3), aCamera(4), aCamera(9)]);
  const changes = directory.changes(first.ok ? (first.value.changeToken ?? '') : '', 10);
  expect(changes).toMatchObject({ ok: true, value: { items: [{ op: 'remove', cameraId: 'c2' }, { op: 'put', camera: aCamera(9) }], more: false } });
});

test('the feed is read in parts, and a token too far back is refused', () => {
  const directory = aDirectory();
  const { token } = pageOf(directory);
  for (let change = 0; change < 3; change += 1) directory.put(aCamera(1, `Tên ${String(change)}`));
  const part = directory.changes(token, 2);
  expect(part).toMatchObject({ ok: true, value: { more: true } });
  const end = directory.changes(part.ok ? part.value.changeToken : '', 2);
  expect(end).toMatchObject({ ok: true, value: { items: [{ op: 'put', camera: { name: 'Tên 2' } }], more: false } });
  for (let change = 0; change < CHANGES_KEPT; change += 1) directory.put(aCamera(1, `Lần ${String(change)}`));
  expect(directory.changes(token, 2)).toMatchObject({ ok: false, error: { code: 'directory/token-expired' } });
});

test('an unchanged directory has the same version after a restart, a changed one does not', () => {
  const [before, after] = [aDirectory(), aDirectory()];
  expect(after.etag()).toBe(before.etag());
  expect(after.changes(pageOf(before).token, 10)).toMatchObject({ ok: true, value: { items: [] } });
  before.put(aCamera(1, 'Khác'));
  after.put(aCamera(1, 'Khác nữa'));
  expect(after.etag()).not.toBe(before.etag());
  expect(after.changes(pageOf(before).token, 10)).toMatchObject({ ok: false });
});

test('hostile records are listed but never taken for cameras', () => {
  const directory = aDirectory();
  for (const record of hostileCameras(30, 'u')) directory.putRaw(record);
  expect(pageOf(directory).ids).toHaveLength(33);
  expect([...directory.cameras()]).toHaveLength(3);
  expect(directory.byNumber(1)?.id).toBe('c1');
});

test('events are kept up to a number; older ones are gone', () => {
  const log = createEventLog(aClock(), 5);
  for (let count = 0; count < 8; count += 1) log.append({ kind: 'layouts.changed' });
  const range = log.range(log.epoch, 3, 100);
  expect(range.ok && range.value.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8]);
  expect(log.range(log.epoch, 8, 100)).toEqual({ ok: true, value: [] });
  for (const after of [2, 9]) expect(log.range(log.epoch, after, 100)).toMatchObject({ ok: false, error: { code: 'events/range-gone' } });
});

test('the state survives, and a damaged file is set aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-state-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'tier.json');
  const warnings: string[] = [];
  const warn = (line: string): void => {
    warnings.push(line);
  };
  const store = await openTierState(file, warn);
  store.state.attempts['__proto__'] = { failures: 2, lastFailureUtcMs: 1, lockedUntilUtcMs: 0 };
  await Promise.all([store.save(), store.save()]);
  expect((await openTierState(file, warn)).state.attempts['__proto__']).toMatchObject({ failures: 2 });
  expect(warnings).toEqual([]);
  await writeFile(file, '{"version":1,');
  expect((await openTierState(file, warn)).state.attempts).toEqual({});
  expect(warnings).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['tier.json.damaged']);
  expect(await readFile(`${file}.damaged`, 'utf8')).toBe('{"version":1,');
});

test('the command line is read, and nonsense is named', () => {
  expect(parseOptions(['--port-base', '7900', '--cameras', '40', '--lock-ms', '2000'])).toEqual({ ok: true, value: { portBase: 7900, cameras: 40, lockMs: 2000 } });
  expect(parseOptions(['--port-base', 'x'])).toMatchObject({ ok: false, error: { detail: '--port-base must be a whole number from 0 to 65533, not x' } });
  expect(parseOptions(['--nonsense'])).toMatchObject({ ok: false });
});
