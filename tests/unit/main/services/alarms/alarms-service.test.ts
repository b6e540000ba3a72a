import { writeFileSync, existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_QUEUE } from '@contract/domain/alarm-queue.ts';
import { alarmId } from '@contract/domain/units.ts';
import { alarmFolder, alarmScene, startedConsole } from '../../../../builders/alarm-scene.ts';

let place = alarmFolder();
beforeEach(() => {
  place = alarmFolder();
});
afterEach(() => place.remove());

const ids = (alarms: readonly { readonly id: string }[]) => alarms.map(({ id }) => id);

describe('alarms of a server', () => {
  it('that were open before anybody looked are listed and no news; those that come are told once', async () => {
    const scene = alarmScene(place.file);
    for (const id of ['a', 'b', 'c', 'd', 'e']) scene.server.raise(id);
    const desk = await startedConsole(scene);
    expect(ids(desk.rows()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(scene.told).toEqual([]);
    scene.server.raise('f', { priority: 1 });
    await desk.pass();
    expect(scene.told).toEqual(['f']);
    expect(ids(desk.rows())[0]).toBe('f');
    expect(desk.desk()).toMatchObject({ isCurrent: true, missed: [], raised: 1, counts: { open: { 1: 1, 2: 5 }, unseen: { 1: 1, 2: 5 } }, sounding: { alarm: 'f', priority: 1, count: 1 } });
    expect(ids(desk.shown())).toContain('f');
  });

  it('stand at once after a restart without the server, as what this PC kept', async () => {
    const scene = alarmScene(place.file);
    const before = await startedConsole(scene);
    scene.server.raise('a');
    scene.server.raise('b', { priority: 1 });
    await before.pass();
    before.service.close();
    const desk = scene.begin();
    desk.open();
    await desk.pass();
    expect(ids(desk.rows())).toEqual(['b', 'a']);
    expect(desk.desk()).toMatchObject({ isCurrent: false, missed: [], sounding: { alarm: 'b' } });
    expect(scene.told).toEqual(['a', 'b']);
  });

  it('raised while the line was down are told on return, and nothing is said to be missing', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    desk.cut();
    await desk.pass();
    expect(desk.desk().isCurrent).toBe(false);
    scene.server.raise('a');
    scene.server.acknowledge(alarmId('a'));
    desk.connect();
    await desk.pass();
    expect(scene.told).toEqual(['a']);
    expect(desk.rows()).toMatchObject([{ id: 'a', version: 2 }]);
    expect(desk.desk()).toMatchObject({ isCurrent: true, missed: [] });
  });

  it('of a server that began anew come by a snapshot, with the time that may have been missed, until it was read', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('gone');
    scene.server.raise('stays');
    await desk.pass();
    const heard = scene.now();
    desk.cut();
    await desk.pass(60_000);
    scene.server.closeAlarm(alarmId('gone'));
    scene.server.raise('new');
    scene.server.restart();
    desk.connect();
    await desk.pass();
    expect(ids(desk.rows()).toSorted()).toEqual(['new', 'stays']);
    expect(scene.told).toEqual(['gone', 'stays', 'new']);
    const [missed] = desk.desk().missed;
    expect(missed?.fromUtcMs).toBeLessThanOrEqual(heard);
    expect(missed?.untilUtcMs).toBeGreaterThanOrEqual(heard + 60_000);
    desk.service.close();
    const again = await startedConsole(scene);
    expect(again.desk().missed).toHaveLength(1);
    expect(again.service.gapSeen(missed?.gap ?? 0).ok).toBe(true);
    await again.pass();
    expect(again.desk().missed).toEqual([]);
    expect(again.service.gapSeen(missed?.gap ?? 0)).toMatchObject({ ok: false });
  });

  it('whose stream is kept no longer come by a snapshot as well', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    desk.cut();
    await desk.pass(7_200_000);
    scene.server.raise('a');
    scene.server.forgetStream();
    desk.connect();
    await desk.pass();
    expect(ids(desk.rows())).toEqual(['a']);
    expect(desk.desk().missed).toHaveLength(1);
  });

  it('come from the server anew when the file is damaged; it is set aside, and the time since it was written is told as missed', async () => {
    const scene = alarmScene(place.file);
    const before = await startedConsole(scene);
    scene.server.raise('a');
    await before.pass();
    before.service.close();
    writeFileSync(place.file, 'this is no database, nor was it ever one, whatever its name says'.repeat(100));
    const desk = await startedConsole(scene);
    expect(ids(desk.rows())).toEqual(['a']);
    expect(desk.desk().missed).toHaveLength(1);
    expect(existsSync(`${place.file}.damaged`)).toBe(true);
  });

  it('that cannot be read are skipped, and the stream lives', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.tell({ kind: 'alarm', alarm: { id: 'x' } });
    scene.server.tell({ kind: 'no such thing' });
    scene.server.tell({ kind: 'nothing' });
    scene.server.raise('a');
    await desk.pass();
    expect(ids(desk.rows())).toEqual(['a']);
    expect(desk.log.lines.some(([event]) => event === 'tier.alarm-event-skipped')).toBe(true);
  });

  it('that are restricted leave no detail on the disk', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('f', { kind: 'face', restricted: true, title: '', camera: null });
    scene.server.raise('a', { title: 'Khói ở kho' });
    await desk.pass();
    expect(await desk.service.openRestricted(alarmId('f'), '123456')).toMatchObject({ ok: false });
    expect(await desk.service.detail(alarmId('a'))).toMatchObject({ ok: true, value: { isCached: false, alarm: { title: 'Khói ở kho' } } });
    await desk.service.detail(alarmId('f'));
    desk.service.close();
    const offline = scene.begin();
    offline.open();
    scene.server.setDown(true);
    expect(await offline.service.detail(alarmId('a'))).toMatchObject({ ok: true, value: { isCached: true } });
    expect(await offline.service.detail(alarmId('f'))).toMatchObject({ ok: false, error: { code: 'alarm/restricted' } });
    expect(await offline.service.detail(alarmId('zz'))).toMatchObject({ ok: false, error: { code: 'alarm/unknown' } });
    offline.service.close();
    expect(readFileSync(place.file).toString('latin1')).not.toContain('"f","steps"');
  });

  it('tell what else changed, what was told to the person, and that a detail changed', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    await desk.service.detail(alarmId('a'));
    scene.topics.length = 0;
    const before = desk.desk();
    scene.server.tell({ kind: 'changed', what: 'duty' });
    scene.server.tell({ kind: 'told', alarmId: 'a', title: 'Khói', why: 'escalated' });
    scene.server.tell({ kind: 'detail', alarmId: 'a' });
    await desk.pass();
    expect(scene.topics).toEqual(['duty']);
    expect(scene.notes).toEqual(['Khói']);
    expect(desk.desk().detailRevision).toBe(before.detailRevision + 1);
    expect(desk.desk().topics.duty).toBe(before.topics.duty + 1);
  });

  it('are silent for as long as somebody said, priority 1 for a minute at most', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a', { priority: 3 });
    await desk.pass();
    desk.service.mute(600);
    await desk.pass(300_000);
    expect(desk.desk().mutedUntilUtcMs).not.toBeNull();
    scene.server.raise('b', { priority: 1 });
    await desk.pass();
    expect(desk.desk()).toMatchObject({ mutedUntilUtcMs: null, sounding: { alarm: 'b' } });
    desk.service.mute(600);
    await desk.pass(30_000);
    expect(desk.desk().mutedUntilUtcMs).not.toBeNull();
    await desk.pass(31_000);
    expect(desk.desk().mutedUntilUtcMs).toBeNull();
  });

  it('closed in this session can be listed, the last closed first', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    for (const id of ['a', 'b']) scene.server.raise(id);
    scene.server.closeAlarm(alarmId('b'));
    await desk.pass();
    scene.server.closeAlarm(alarmId('a'));
    await desk.pass();
    const page = desk.service.queue({ filter: { ...WHOLE_QUEUE, show: 'closed' }, groupBy: 'none', opened: [], offset: 0, limit: 10 });
    expect(page.ok && page.value.rows.flatMap((row) => (row.kind === 'alarm' ? [row.alarm.id] : []))).toEqual(['a', 'b']);
    expect(desk.rows()).toEqual([]);
  });
});
