import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import type { CameraQuery } from '@contract/domain/camera-query.ts';
import { cameraId, groupId, searchId, utcMs } from '@contract/domain/units.ts';
import type { SharedListPort, VmsConnection } from '../../../main/vms/adapter.ts';
import type { OffersUnderTest } from './offers.ts';
import { codeOf, value } from './results.ts';

type Offering = (capabilities: readonly unknown[], answer: RequestListener) => Promise<{ readonly server: { readonly close: () => Promise<void> }; readonly connection: VmsConnection }>;

const json = (body: unknown): RequestListener => (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const NOTHING = { ok: true, value: null } as const;

/** The ports behind the camera page and the map: more of a camera, groups, searches, forces, walls. Part of `offersConformance`. */
export function mapConformance(subject: () => OffersUnderTest, described: () => Promise<VmsConnection>, offering: Offering): void {
  test('more of a camera: what may be done with it and its states, newest first; an unknown camera is named', async () => {
    const { cameraPage } = await described();
    if (cameraPage === undefined) return;
    const [camera] = await subject().cameras();
    const { rights, history, viewers } = value(await cameraPage.more(camera?.id ?? cameraId('none')));
    expect(rights).toContain('live.view');
    expect(history.length).toBeGreaterThan(0);
    expect(history.map(({ sinceUtcMs }) => sinceUtcMs)).toEqual(history.map(({ sinceUtcMs }) => sinceUtcMs).sort((one, other) => other - one));
    // The first person has no leave to know who else watches.
    expect(viewers).toBeNull();
    expect(codeOf(await cameraPage.more(cameraId('no-such-camera')))).toBe('camera/unknown');
  });

  const shareable = { shared: false, ownerId: '', etag: null, updatedUtcMs: utcMs(0), sync: 'waiting' as const };

  /** Stores, lists, replaces, clashes and removes. */
  const keeps = async <T extends CameraGroup | SavedSearch, I extends T['id']>(port: SharedListPort<T, I>, first: T, id: I, renamed: (item: T, name: string) => T): Promise<void> => {
    const stored = value(await port.put(first));
    expect(stored).toMatchObject({ id, name: first.name, shared: false, sync: 'stored' });
    expect(value(await port.list())).toContainEqual(stored);
    const theirs = value(await port.put(renamed(stored, 'Của người khác')));
    expect(theirs.name).toBe('Của người khác');
    for (const stale of [stored, { ...stored, etag: null }]) expect(codeOf(await port.put(stale))).toBe('group/conflict');
    expect(codeOf(await port.remove(id, stored.etag))).toBe('group/conflict');
    expect(value(await port.list())).toContainEqual(theirs);
    expect(await port.remove(id, theirs.etag)).toEqual(NOTHING);
    expect(value(await port.list()).filter((item) => item.id === id)).toEqual([]);
  };

  test('groups are kept with their cameras, and one camera withdrawn is in no group any more', async () => {
    const { groups } = await described();
    if (groups === undefined) return;
    const [first, second] = (await subject().cameras()).slice(10);
    if (first === undefined || second === undefined) throw new Error('two cameras wanted');
    const group = (): CameraGroup => ({ ...shareable, id: groupId(randomUUID()), name: 'Tuyến đón khách', cameras: [first.id, second.id] });
    const kept = group();
    await keeps(groups, kept, kept.id, (item, name) => ({ ...item, name }));
    const other = value(await groups.put(group()));
    expect(other.cameras).toEqual([first.id, second.id]);
    await subject().control.withdraw([second.id]);
    expect(value(await groups.list()).find(({ id }) => id === other.id)?.cameras).toEqual([first.id]);
  });

  test('searches are kept with all their filters', async () => {
    const { searches } = await described();
    if (searches === undefined) return;
    const query: CameraQuery = { text: 'nút giao', filter: { kinds: ['ptz'], heights: ['20', '10'], states: ['unknown'], tags: ['lễ hội'], onWall: true }, order: 'name' };
    const search: SavedSearch = { ...shareable, id: searchId(randomUUID()), name: 'PTZ cao', query };
    await keeps(searches, search, search.id, (item, name) => ({ ...item, name }));
    expect(value(await searches.put({ ...search, id: searchId(randomUUID()) })).query).toEqual(query);
  });

  test('forces have places in the order of time', async () => {
    const { forces } = await described();
    if (forces === undefined) return;
    const list = value(await forces.list());
    expect(list.length).toBeGreaterThan(0);
    for (const { trail } of list) expect(trail.map(({ utcMs: at }) => at)).toEqual(trail.map(({ utcMs: at }) => at).sort((one, other) => one - other));
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });

  test('walls are lines, and unchanged by their ETag', async () => {
    const { walls } = await described();
    if (walls === undefined) return;
    const loaded = value(await walls.load(null));
    expect(loaded.kind === 'loaded' ? loaded.walls.filter(({ line }) => line.length < 2) : null).toEqual([]);
    const etag = loaded.kind === 'loaded' ? loaded.etag : null;
    if (etag !== null) expect(value(await walls.load(etag))).toEqual({ kind: 'unchanged' });
  });

  describe('of a server that answers nonsense', () => {
    const asked: readonly (readonly [string, (connection: VmsConnection) => Promise<unknown> | undefined])[] = [
      ['camera-page', ({ cameraPage }) => cameraPage?.more(cameraId('c'))],
      ['groups', ({ groups }) => groups?.list()],
      ['searches', ({ searches }) => searches?.list()],
      ['forces', ({ forces }) => forces?.list()],
      ['walls', ({ walls }) => walls?.load(null)],
    ];
    test.each(asked)('%s: a clear error', async (capability, ask) => {
      for (const answer of [json({ hello: 'world' }), json(null), json({ items: 'none', rights: 'all', history: {} })]) {
        const { server, connection } = await offering([capability], answer);
        expect(await ask(connection)).toMatchObject({ ok: false, error: { code: 'tier/bad-answer' } });
        await server.close();
      }
    });

    test('records that cannot be read are let go, and the others stay', async () => {
      const owned = { id: 'a', name: 'Tên', shared: true, ownerId: 'p', etag: '"1"', updatedUtcMs: 5 };
      const place = { latDeg: 21, lonDeg: 105 };
      const force = { id: 'f', name: 'Xe', kind: 'car', state: 'free', trail: [{ ...place, utcMs: 3 }] };
      const wall = { line: [place, { latDeg: 21.001, lonDeg: 105 }], heightM: 12 };
      const items = [null, 7, { id: '__proto__' }, { ...owned, cameraIds: ['c', 5], query: { text: 'x', filter: {} } }, force, { ...force, id: 'g', trail: [] }, wall, { line: [place] }];
      const { server, connection } = await offering(['groups', 'searches', 'forces', 'walls'], json({ items }));
      expect((await connection.groups?.list())?.ok).toBe(true);
      expect(await connection.groups?.list()).toMatchObject({ value: [{ id: 'a', cameras: ['c'] }] });
      expect(await connection.searches?.list()).toMatchObject({ value: [{ id: 'a', query: { text: 'x', filter: {}, order: 'best' } }] });
      expect(await connection.forces?.list()).toMatchObject({ value: [{ id: 'f', trail: [{ at: place, utcMs: 3 }] }] });
      expect(await connection.walls?.load(null)).toMatchObject({ value: { kind: 'loaded', walls: [wall] } });
      await server.close();
    });

    test('who watches is not known where the list cannot be read, and what the page says besides stays', async () => {
      const history = [{ state: 'lost', sinceUtcMs: 5, cause: 'mất\u202eđiện' }, { state: 'asleep', sinceUtcMs: 6 }, { state: 'working', sinceUtcMs: 9 }];
      const viewer = { name: 'An', sinceUtcMs: 3, place: 'wall' };
      const more = async (viewers: unknown) => {
        const { server, connection } = await offering(['camera-page'], json({ rights: ['live.view', 'root'], history, viewers }));
        const answer = await connection.cameraPage?.more(cameraId('c'));
        await server.close();
        return answer;
      };
      const known = { rights: ['live.view'], history: [{ state: 'working', sinceUtcMs: 9 }, { state: 'lost', sinceUtcMs: 5, cause: 'mất điện' }] };
      expect(await more('everybody')).toEqual({ ok: true, value: { ...known, viewers: null } });
      expect(await more([viewer, { ...viewer, place: 'moon' }, null])).toEqual({ ok: true, value: { ...known, viewers: [viewer] } });
    });
  });
}
