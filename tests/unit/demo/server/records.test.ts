import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import fc from 'fast-check';
import { makeCountry } from '../../../../demo/city/country.ts';
import type { Camera, Person } from '../../../../demo/server/api-types.ts';
import { CHANGES_KEPT, createDirectory } from '../../../../demo/server/directory.ts';
import { createEventLog, createEventLogs } from '../../../../demo/server/event-log.ts';
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

test('tokens given before can be made too old; the next load is whole and current', () => {
  const directory = aDirectory();
  const { token } = pageOf(directory);
  const etag = directory.etag();
  directory.expireTokens();
  expect(directory.changes(token, 10)).toMatchObject({ ok: false, error: { code: 'directory/token-expired' } });
  expect(directory.etag()).not.toBe(etag);
  expect(directory.changes(pageOf(directory).token, 10)).toMatchObject({ ok: true, value: { items: [], more: false } });
});

test('whatever is put and removed, pages list each camera once, in one order, and what lies behind the kept ones is made when asked for', () => {
  const country = makeCountry(50).cameras;
  const id = fc.oneof(fc.integer({ min: 1, max: 8 }).map((number) => `c${String(number)}`), fc.integer({ min: 0, max: 60 }).map((index) => country.idAt(index)));
  const act = fc.oneof(fc.record({ op: fc.constant('put' as const), id }), fc.record({ op: fc.constant('remove' as const), id }));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (acts, limit) => {
      const directory = createDirectory([], [1, 2, 3, 4].map((number) => aCamera(number)), country);
      const here = new Set([...directory.ids()]);
      for (const { op, id: cameraId } of acts) {
        if (op === 'put') {
          directory.put({ ...aCamera(1, 'Mới'), id: cameraId });
          here.add(cameraId);
        } else expect(directory.remove(cameraId)).toBe(here.delete(cameraId));
      }
      const listed: unknown[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = directory.page(cursor, limit);
        if (!page.ok) throw new Error(page.error.code);
        expect(page.value.total).toBe(here.size);
        for (const item of page.value.items) listed.push('id' in item ? item.id : null);
        cursor = page.value.nextCursor;
      }
      expect(listed).toHaveLength(here.size);
      expect(new Set(listed)).toEqual(here);
      expect(new Set(directory.ids())).toEqual(here);
      expect(new Set([...directory.cameras()].map((camera) => camera.id))).toEqual(here);
      for (const cameraId of here) expect([directory.has(cameraId), directory.byId(cameraId)?.id]).toEqual([true, cameraId]);
      for (const { id: cameraId } of acts) if (!here.has(cameraId)) expect([directory.has(cameraId), directory.byId(cameraId)]).toEqual([false, null]);
    }),
  );
});

const readerWith = (rights: Person['rights']) => ({ subjectId: 'p', familyId: 'f', accessExpiresUtcMs: 0, person: { id: 'p', username: 'p', name: 'P', role: 'operator' as const, rights } });

test('who may not see forces has a log without them and without gaps', () => {
  const logs = createEventLogs(aClock());
  const force = { id: 'f', name: 'F', kind: 'car' as const, state: 'free' as const, trail: [{ latDeg: 21, lonDeg: 105, utcMs: 1 }] };
  logs.append({ kind: 'layouts.changed' });
  logs.append({ kind: 'force.moved', force });
  logs.append({ kind: 'groups.changed' });
  const kindsOf = (rights: Person['rights']) => {
    const log = logs.of(readerWith(rights));
    const range = log.range(log.epoch, 0, 100);
    return range.ok ? range.value.map(({ seq, event }) => [seq, event.kind]) : [];
  };
  expect(kindsOf(['forces.see'])).toEqual([[1, 'layouts.changed'], [2, 'force.moved'], [3, 'groups.changed']]);
  expect(kindsOf(['live.view'])).toEqual([[1, 'layouts.changed'], [2, 'groups.changed']]);
});

test('of a force that moved often, only its newest event is told with the whole trail', () => {
  const logs = createEventLogs(aClock());
  const fixes = (count: number) => Array.from({ length: count }, (_, index) => ({ latDeg: 21, lonDeg: 105, utcMs: index }));
  for (const [id, count] of [['f', 3], ['g', 2], ['f', 4]] as const) logs.append({ kind: 'force.moved', force: { id, name: id, kind: 'car', state: 'free', trail: fixes(count) } });
  const log = logs.of(readerWith(['forces.see']));
  const range = log.range(log.epoch, 0, 100);
  expect(range.ok && range.value.map(({ seq, event }) => [seq, event.kind === 'force.moved' ? event.force.trail.map(({ utcMs }) => utcMs) : null])).toEqual([[1, [2]], [2, [0, 1]], [3, [0, 1, 2, 3]]]);
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
