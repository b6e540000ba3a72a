import { expect, test } from 'vitest';
import type { Procedure } from '@contract/domain/procedure.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, procedureId, utcMs } from '@contract/domain/units.ts';
import type { ProceduresPort } from '../../../../../main/vms/alarm-ports.ts';
import { createProceduresService, type ProceduresCache } from '../../../../../main/services/procedures/procedures-service.ts';
import { neverLater } from '../../../../builders/fake-procedures.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const FIRE: Procedure = { id: procedureId('chay'), name: 'Cháy', version: 1, state: 'published', kinds: ['fire-smoke'], priorityAtLeast: 4, steps: [{ id: 'mot', title: 'Xem', text: '', mandatory: true, limitS: null, next: null, body: { kind: 'instruction' } }], changedBy: 'Minh', changedUtcMs: utcMs(1), etag: '"1"' };

function make({ online = true }: { readonly online?: boolean } = {}) {
  const world = { online, listed: [FIRE] as readonly Procedure[], kept: [] as readonly Procedure[], sent: [] as unknown[] };
  const port: ProceduresPort = {
    list: () => Promise.resolve(ok(world.listed)),
    put: (procedure) => {
      world.sent.push(procedure);
      world.listed = [...world.listed, { ...procedure, etag: '"2"' }];
      return Promise.resolve(ok({ ...procedure, etag: '"2"' }));
    },
    publish: () => Promise.resolve(err('procedure/conflict')),
    retire: () => Promise.resolve(ok(null)),
    run: (...given) => {
      world.sent.push(given);
      return Promise.resolve(err('alarm/conflict'));
    },
    task: () => Promise.resolve(err('alarm/unknown')),
    taskState: () => Promise.resolve(err('task/unknown')),
  };
  let number = 0;
  const service = createProceduresService({ port: () => port, isOnline: () => world.online, later: neverLater(() => world.online), workstation: 'BAN-01', uuid: () => `uuid-${String((number += 1))}`, clock: createFakeTime().clock, log: createRecordingLog() });
  const cache: ProceduresCache = {
    load: () => Promise.resolve(world.kept),
    save: (procedures): Promise<Result<null>> => {
      world.kept = procedures;
      return Promise.resolve(ok(null));
    },
  };
  return { service, world, cache };
}

test('procedures of the server are kept, and can be read without it', async () => {
  const { service, world, cache } = make();
  await service.open(cache);
  expect(await service.list()).toEqual(ok({ procedures: [FIRE], isCached: false }));
  world.online = false;
  expect(await service.list()).toEqual(ok({ procedures: [FIRE], isCached: true }));
  service.close();
  const next = make({ online: false });
  next.world.kept = world.kept;
  await next.service.open(next.cache);
  expect(await next.service.list()).toEqual(ok({ procedures: [FIRE], isCached: true }));
});

test('a new draft gets an id of its own and is in the list at once', async () => {
  const { service, world, cache } = make();
  await service.open(cache);
  const saved = await service.save({ id: null, name: 'Mới', kinds: [], priorityAtLeast: 4, steps: FIRE.steps, etag: '' });
  expect(saved).toMatchObject({ value: { id: 'qt-uuid-1', name: 'Mới' } });
  expect(world.sent).toMatchObject([{ etag: '', state: 'draft' }]);
  expect(await service.list()).toMatchObject({ value: { procedures: [{ name: 'Cháy' }, { name: 'Mới' }] } });
});

test('a step that cannot wait is refused without the server, and says so', async () => {
  const { service, world, cache } = make({ online: false });
  await service.open(cache);
  expect(await service.run(alarmId('bd-1'), 1, { kind: 'finish-step', step: 'mot', result: { kind: 'done' } })).toMatchObject({ error: { code: 'tier/unreachable', retryable: true } });
  expect(world.sent).toEqual([]);
});

test('acts carry a key of their own and the name of this desk', async () => {
  const { service, world, cache } = make();
  await service.open(cache);
  expect(await service.run(alarmId('bd-1'), 3, { kind: 'start', procedure: FIRE.id })).toMatchObject({ error: { code: 'alarm/conflict' } });
  expect(world.sent).toEqual([['uuid-1', 'BAN-01', 'bd-1', 3, { kind: 'start', procedure: 'chay' }]]);
});

test('a file that was written is read as a new draft', async () => {
  const { service, world, cache } = make();
  await service.open(cache);
  await service.list();
  const file = service.exportFile(FIRE.id, 1);
  if (!file.ok) throw new Error(file.error.code);
  expect(await service.importFile(file.value.bytes)).toMatchObject({ value: { name: 'Cháy', state: 'draft', id: 'qt-uuid-1' } });
  expect(world.sent).toMatchObject([{ steps: FIRE.steps, etag: '' }]);
});

test.each([
  ['no JSON', 'xin chào'],
  ['another file', '{"format":"vonglau-layouts","version":1}'],
  ['a later version', JSON.stringify({ format: 'vonglau-procedure', version: 2, procedure: FIRE })],
  ['a step of a kind that is not known', JSON.stringify({ format: 'vonglau-procedure', version: 1, procedure: { name: 'a', kinds: [], priorityAtLeast: 4, steps: [{ ...FIRE.steps[0], body: { kind: 'dance' } }] } })],
])('%s is no procedure', async (_what, text) => {
  const { service, world, cache } = make();
  await service.open(cache);
  expect(await service.importFile(new TextEncoder().encode(text))).toMatchObject({ error: { code: 'procedure/file-unreadable' } });
  expect(world.sent).toEqual([]);
});

test('a version that is not known cannot be written to a file', () => {
  expect(make().service.exportFile(FIRE.id, 7)).toMatchObject({ error: { code: 'procedure/unknown' } });
});
