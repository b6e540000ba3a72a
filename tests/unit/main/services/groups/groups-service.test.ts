import { describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { cameraId, groupId } from '@contract/domain/units.ts';
import { codeOf } from '../../../../builders/session-scene.ts';
import { cams, createListServer, groupNamed, groupsDesk, type ListDisk } from './shared-list-scene.ts';

const G = groupId('g');

/** A desk that sees `g` with cameras a and b as the server has it. */
async function scene(overrides: Partial<CameraGroup> = {}, ownerId = 'p1') {
  const server = createListServer<CameraGroup>('group/unknown');
  server.write(groupNamed('g', { name: 'Gốc', cameras: cams('a', 'b'), ...overrides }));
  const disk: ListDisk<CameraGroup> = { held: [] };
  const desk = groupsDesk(server, disk, 'new', ownerId);
  await desk.open();
  await desk.service.sync();
  const theirs = (change: Partial<CameraGroup>) => {
    const now = server.items.get('g');
    if (now !== undefined) server.write({ ...now, ...change });
  };
  const there = (id = 'g') => server.items.get(id)?.cameras.join(' ');
  return { server, theirs, there, ...desk };
}

describe('a group', () => {
  it('that is saved is on the server, each camera once, its name fit to show', async () => {
    const { save, shown, there } = await scene();
    expect(await save(null, ['c', 'a', 'c'], ' Cầu\u202e  Giấy ')).toEqual(ok({ id: 'new-1', sync: 'stored' }));
    expect(shown()).toEqual(['g Gốc: a b stored', 'new-1 Cầu Giấy: c a stored']);
    expect(there('new-1')).toBe('c a');
  });

  it('needs a name, and holds two thousand cameras at most', async () => {
    const { save, service, shown } = await scene();
    expect(codeOf(await save(null, ['a'], ' \u200b '))).toBe('group/name-missing');
    const many = Array.from({ length: 1_999 }, (_, index) => `m${String(index)}`);
    expect(codeOf(await save('g', ['a', 'b', ...many]))).toBe('group/too-many-cameras');
    expect(codeOf(await service.add(G, '', cams(...many)))).toBe('group/too-many-cameras');
    expect(shown()).toEqual(['g Gốc: a b stored']);
  });

  it('that is gone is neither changed nor removed', async () => {
    const { save, service, server } = await scene();
    server.items.clear();
    await service.sync();
    expect([codeOf(await save('g', ['a'])), codeOf(await service.remove(G))]).toEqual(['group/unknown', 'group/unknown']);
  });

  it('takes cameras from a file without losing its own, or is a new private one', async () => {
    const { service, shown, server } = await scene();
    await service.add(G, 'Tệp', cams('b', 'c'));
    await service.add(null, 'Tệp', cams('d'));
    expect(shown()).toEqual(['g Gốc: a b c stored', 'new-1 Tệp: d stored']);
    expect(server.items.get('new-1')?.shared).toBe(false);
  });

  it('that is removed is removed on the server; with the server away it stays and says so', async () => {
    const { service, server, shown } = await scene();
    server.state.isUp = false;
    expect(codeOf(await service.remove(G))).toBe('tier/unreachable');
    expect(shown()).toEqual(['g Gốc: a b stored']);
    server.state.isUp = true;
    expect(await service.remove(G)).toEqual(ok(null));
    expect([shown(), [...server.items.keys()]]).toEqual([[], []]);
  });

  it('that somebody changed meanwhile is not removed unseen', async () => {
    const { service, theirs, shown } = await scene();
    theirs({ cameras: cams('a', 'b', 'x') });
    expect(codeOf(await service.remove(G))).toBe('group/conflict');
    expect(shown()).toEqual(['g Gốc: a b x stored']);
  });

  it('leaves with whoever signs out, and nothing of theirs is sent for whoever comes', async () => {
    const { service, shown, save, server, disk } = await scene();
    const next = groupsDesk(server, disk);
    expect(next.shown()).toEqual([]);
    const saving = save('g', ['a', 'b', 'c']);
    service.close();
    expect(codeOf(await saving)).toBe('session/not-signed-in');
    expect(shown()).toEqual([]);
    expect(server.items.get('g')?.cameras).toEqual(cams('a', 'b'));
  });
});

describe('a camera that does not exist for this person', () => {
  it('is not shown in a group, and stays in it on the server and on this disk when they save it', async () => {
    const { hidden, service, shown, save, there, disk } = await scene();
    hidden.add(cameraId('b'));
    service.camerasChanged(cams('b'));
    expect(shown()).toEqual(['g Gốc: a stored']);
    await save('g', ['c'], 'Gốc');
    expect([shown(), there()]).toEqual([['g Gốc: c stored'], 'c b']);
    expect(disk.held.map(({ item }) => item.cameras)).toEqual([cams('c', 'b')]);
  });

  it('is not put into a group', async () => {
    const { hidden, save, service, there } = await scene();
    hidden.add(cameraId('x'));
    expect([codeOf(await save('g', ['a', 'x'])), codeOf(await service.add(null, 'Tệp', cams('x')))]).toEqual(['camera/unknown', 'camera/unknown']);
    expect(there()).toBe('a b');
  });

  it('is shown as soon as it exists for them', async () => {
    const { hidden, service, shown } = await scene();
    hidden.add(cameraId('a'));
    service.camerasChanged(null);
    expect(shown()).toEqual(['g Gốc: b stored']);
    hidden.clear();
    service.camerasChanged(cams('z'));
    expect(shown()).toEqual(['g Gốc: b stored']);
    service.camerasChanged(cams('a'));
    expect(shown()).toEqual(['g Gốc: a b stored']);
  });

  it('changes nothing for windows in the groups it is not in', async () => {
    const { service, stores } = await scene();
    const before = stores.groups.get('g');
    service.camerasChanged(null);
    await service.sync();
    expect(stores.groups.get('g')).toBe(before);
  });
});

describe('with the server away a change', () => {
  it('waits here, over a restart, and is sent when the server is back', async () => {
    const { server, save, shown, disk } = await scene();
    server.state.isUp = false;
    expect(await save('g', ['b', 'c'], 'Gốc')).toEqual(ok({ id: 'g', sync: 'waiting' }));
    expect(await save(null, ['d'], 'Mới')).toEqual(ok({ id: 'new-1', sync: 'waiting' }));
    expect(shown()).toEqual(['g Gốc: b c waiting', 'new-1 Mới: d waiting']);
    const next = groupsDesk(server, disk, 'next');
    await next.open();
    expect(next.shown()).toEqual(shown());
    server.state.isUp = true;
    await next.service.sync();
    expect(next.shown()).toEqual(['g Gốc: b c stored', 'new-1 Mới: d stored']);
    expect([...server.items.values()].map(({ cameras }) => cameras.join(' '))).toEqual(['b c', 'd']);
  });

  it('that cannot be kept on the disk either is not shown as if it were', async () => {
    const { server, save, shown, disk, told } = await scene();
    server.state.isUp = false;
    disk.fail = true;
    expect(codeOf(await save('g', ['c']))).toBe('storage/write-failed');
    expect([shown(), told]).toEqual([['g Gốc: a b stored'], ['not kept']]);
  });

  it('is joined with what others changed meanwhile, and the operator hears of it', async () => {
    const { server, theirs, save, service, shown, there, told } = await scene();
    server.state.isUp = false;
    await save('g', ['b', 'mine'], 'Gốc');
    theirs({ name: 'Tên mới', cameras: cams('a', 'b', 'theirs') });
    server.state.isUp = true;
    await service.sync();
    expect([shown(), there(), told]).toEqual([['g Tên mới: b mine theirs stored'], 'b mine theirs', ['merged Tên mới']]);
  });

  it('of a group that was removed meanwhile goes on as a group of its own', async () => {
    const { server, save, service, shown, told } = await scene();
    server.state.isUp = false;
    await save('g', ['b', 'mine'], 'Gốc');
    server.items.delete('g');
    server.state.isUp = true;
    await service.sync();
    expect([shown(), told]).toEqual([['new-1 Gốc: b mine stored'], ['apart Gốc']]);
  });

  it('of what is somebody else’s that the server then refuses goes on as a private group of its own', async () => {
    const { server, save, service, shown, told } = await scene({ ownerId: 'p9' });
    server.state.refuses = ({ ownerId }) => ownerId === 'p9';
    server.state.isUp = false;
    await save('g', ['b', 'mine'], 'Gốc');
    server.state.isUp = true;
    await service.sync();
    expect([shown(), told]).toEqual([['g Gốc: a b stored', 'new-1 Gốc (2): b mine stored'], ['apart Gốc (2)']]);
    expect(server.items.get('new-1')?.shared).toBe(false);
  });
});

describe('with the server there a change', () => {
  it('of what somebody changed meanwhile is joined with it at once', async () => {
    const { theirs, save, shown, there, told } = await scene();
    theirs({ cameras: cams('a', 'theirs') });
    expect(await save('g', ['a', 'b', 'mine'], 'Gốc')).toEqual(ok({ id: 'g', sync: 'stored' }));
    expect([shown(), there(), told]).toEqual([['g Gốc: a mine theirs stored'], 'a mine theirs', ['merged Gốc']]);
  });

  it('waits when somebody changes the group without a pause', async () => {
    const { server, theirs, save, service, there, shown } = await scene();
    let steps = 0;
    server.state.beforePut = () => theirs({ name: `Họ ${String((steps += 1))}` });
    expect(await save('g', ['a', 'b', 'mine'], 'Gốc')).toEqual(ok({ id: 'g', sync: 'waiting' }));
    server.state.beforePut = () => {};
    await service.sync();
    expect([there(), shown()]).toEqual(['a b mine', ['g Họ 3: a b mine stored']]);
  });

  it('whose answer got lost is there once, also when it was changed again meanwhile', async () => {
    const { server, save, service, shown } = await scene();
    server.state.loseNext = true;
    expect(await save(null, ['x', 'y'], 'Mới')).toEqual(ok({ id: 'new-1', sync: 'waiting' }));
    server.state.isUp = false;
    await save('new-1', ['y', 'z'], 'Mới');
    server.state.isUp = true;
    await service.sync();
    expect(shown()).toEqual(['g Gốc: a b stored', 'new-1 Mới: y z stored']);
  });

  it('that the server refuses says so and leaves everything as it is', async () => {
    const { server, save, shown } = await scene({ ownerId: 'p9' });
    server.state.refuses = () => true;
    expect(codeOf(await save('g', ['mine'], 'Gốc'))).toBe('app/not-allowed');
    expect(shown()).toEqual(['g Gốc: a b stored']);
  });

  it('does not take from others what one of them shared', async () => {
    const { service, there } = await scene({ ownerId: 'p9' });
    expect(codeOf(await service.save({ group: G, name: 'Gốc', cameras: cams('a'), shared: false }))).toBe('app/not-allowed');
    expect(there()).toBe('a b');
  });
});
