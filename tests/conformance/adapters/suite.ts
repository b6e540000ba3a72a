import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import type { Result } from '@contract/domain/result.ts';
import { READY } from '@contract/domain/arrangement.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, layoutId, pictureId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { EventCursor, SessionTokens, VmsConnection, VmsEvent } from '../../../main/vms/adapter.ts';
import type { TrustPolicy } from '../../../main/platform/trust.ts';
import { createCertificates } from '../../builders/certificates.ts';
import { createInbox } from '../../builders/inbox.ts';
import { startLocalServer } from '../../builders/local-server.ts';
import type { TestPerson, VmsControl } from './control.ts';
import { directoryFaultsConformance } from './directory-faults.ts';
import { offersConformance } from './offers.ts';
import { codeOf, value } from './results.ts';

export interface ConnectOptions {
  readonly baseUrl: URL;
  readonly trust: TrustPolicy;
  readonly accessToken: () => string | null;
  readonly onTokenRefused?: (accessToken: string) => void;
}

export interface AdapterUnderTest {
  readonly connect: (options: ConnectOptions) => VmsConnection;
  /** Where the good server is. Its directory is larger than one page. */
  readonly baseUrl: URL;
  readonly trust: TrustPolicy;
  readonly control: VmsControl;
  readonly close: () => Promise<void>;
}

/** What every adapter must keep of main/vms/adapter.ts. `start` brings a server of its make up. */
export function adapterConformance(kind: string, start: () => Promise<AdapterUnderTest>): void {
  describe(`adapter ${kind}`, () => {
    let subject: AdapterUnderTest;
    const open: VmsConnection[] = [];
    const connectTo = (options: Partial<ConnectOptions>): VmsConnection => {
      const connection = subject.connect({ baseUrl: subject.baseUrl, trust: subject.trust, accessToken: () => null, ...options });
      open.push(connection);
      return connection;
    };
    const connect = (accessToken: string | null = null) => connectTo({ accessToken: () => accessToken });

    const passFirst = async (person: TestPerson) => {
      const { challenge, enrolment } = value(await connect().sessions.start(person.username, person.password));
      return { challenge, code: (stepsAgo = 0) => subject.control.codeOf(enrolment?.secret ?? person.secret ?? '', stepsAgo) };
    };
    const signIn = async (person = subject.control.newPerson()): Promise<SessionTokens> => {
      const { challenge, code } = await passFirst(person);
      return value(await connect().sessions.confirm(challenge, code()));
    };
    const load = async (vms: VmsConnection, etag: string | null = null) => {
      const pages: (readonly Camera[])[] = [];
      const totals: number[] = [];
      const outcome = await vms.directory.cameras(etag, ({ cameras, total }) => {
        pages.push(cameras);
        totals.push(total);
      });
      return { outcome, cameras: pages.flat(), pages: pages.length, totals };
    };

    let tokens: SessionTokens;
    let vms: VmsConnection;
    beforeAll(async () => {
      subject = await start();
      tokens = await signIn();
      vms = connect(tokens.accessToken);
    });
    afterAll(async () => {
      for (const connection of open) {
        connection.close();
        connection.close();
      }
      await subject.close();
    });

    test('says what it speaks to without a sign-in, and what the time is there', async () => {
      const service = value(await connect().describe());
      expect(service.serverId).not.toBe('');
      expect(service.name.vi).not.toBe('');
      const { offsetMs, errorMs } = value(await connect().measureClock(4));
      expect(Math.abs(offsetMs)).toBeLessThan(1000);
      expect(errorMs).toBeGreaterThanOrEqual(0);
    });

    describe('sign-in', () => {
      test('refuses a wrong password and an unknown name alike', async () => {
        const { username } = subject.control.newPerson();
        const refusals = [await connect().sessions.start(username, 'not it'), await connect().sessions.start('nobody-at-all', 'not it')];
        expect(refusals.map(codeOf)).toEqual(['session/credentials-wrong', 'session/credentials-wrong']);
      });

      test('refuses wrong, expired and reused codes, each by its name, and takes the right one', async () => {
        const person = subject.control.newPerson();
        const { challenge, code } = await passFirst(person);
        const { sessions } = connect();
        const good = code();
        expect(codeOf(await sessions.confirm(challenge, String((Number(good) + 1) % 1_000_000).padStart(6, '0')))).toBe('session/code-wrong');
        expect(codeOf(await sessions.confirm(challenge, code(4)))).toBe('session/code-expired');
        const first = value(await sessions.confirm(challenge, good));
        expect(first.person.rights).toContain('live.view');
        const again = value(await sessions.start(person.username, person.password));
        expect(again.enrolment).toBeNull();
        expect(codeOf(await sessions.confirm(again.challenge, good))).toBe('session/code-reused');
      });

      test('refuses a challenge it never gave', async () => {
        expect(codeOf(await connect().sessions.confirm('made-up', '123456'))).toBe('session/challenge-expired');
      });

      test('rotates tokens; a refresh token used twice ends the session', async () => {
        const first = await signIn();
        const second = value(await connect().sessions.refresh(first.refreshToken));
        expect(second.accessToken).not.toBe(first.accessToken);
        expect((await connect(second.accessToken).directory.units()).ok).toBe(true);
        expect(codeOf(await connect().sessions.refresh(first.refreshToken))).toBe('session/refresh-reused');
        expect((await connect(second.accessToken).directory.units()).ok).toBe(false);
        expect((await connect().sessions.refresh(second.refreshToken)).ok).toBe(false);
      });

      test('answers an exchange whose answer was lost again, the same, until its tokens are used', async () => {
        const first = await signIn();
        const lost = value(await connect().sessions.refresh(first.refreshToken));
        expect((await connect(first.accessToken).directory.units()).ok).toBe(true);
        expect(value(await connect().sessions.refresh(first.refreshToken))).toEqual(lost);
        expect((await connect(lost.accessToken).directory.units()).ok).toBe(true);
        expect(codeOf(await connect().sessions.refresh(first.refreshToken))).toBe('session/refresh-reused');
      });

      test('ends: the access token opens nothing any more, and the console is told which one to renew', async () => {
        const { accessToken } = await signIn();
        value(await connect().sessions.end(accessToken));
        const refused: string[] = [];
        const connection = connectTo({ accessToken: () => accessToken, onTokenRefused: (token) => refused.push(token) });
        expect(codeOf(await connection.directory.units())).toBe('session/expired');
        expect(codeOf(await connection.sessions.refresh('made-up'))).toMatch(/^session\//);
        expect(refused).toEqual([accessToken]);
      });

      test('without one there is no directory', async () => {
        expect(codeOf(await connect().directory.units())).toMatch(/^session\//);
      });

      test('of a wall PC works with its key and only once with its code', async () => {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
        const signText = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64');
        const { sessions } = connect();
        const code = await subject.control.enrolmentCode();
        const { deviceId } = value(await sessions.enrolDevice(code, spki, 'Wall 1'));
        expect(codeOf(await sessions.enrolDevice(code, spki, 'Wall 2'))).toBe('device/code-wrong');
        const session = value(await sessions.startDevice(deviceId, signText));
        expect(session.person).toMatchObject({ role: 'wall-device', rights: ['live.view'] });
        expect((await sessions.startDevice(deviceId, () => Buffer.alloc(64).toString('base64'))).ok).toBe(false);
      });
    });

    describe('the directory', () => {
      test('has units whose parents are among them', async () => {
        const { units } = value(await vms.directory.units());
        const ids = new Set<string | null>([null, ...units.map(({ id }) => id)]);
        expect(units.length).toBeGreaterThan(0);
        expect(units.filter(({ parentId }) => !ids.has(parentId))).toEqual([]);
      });

      test('comes by pages, whole and without repeats, and unchanged by its ETag', async () => {
        const { outcome, cameras, pages, totals } = await load(vms);
        const loaded = value(outcome);
        expect(loaded).toMatchObject({ kind: 'loaded', skipped: 0 });
        expect(pages).toBeGreaterThan(1);
        expect(new Set(cameras.map(({ id }) => id)).size).toBe(cameras.length);
        expect(totals).toEqual(totals.map(() => cameras.length));
        const etag = loaded.kind === 'loaded' ? loaded.etag : null;
        expect(await load(vms, etag)).toEqual({ outcome: { ok: true, value: { kind: 'unchanged' } }, cameras: [], pages: 0, totals: [] });
      });

      test('tells changes since a load, in order', async () => {
        const { outcome, cameras } = await load(vms);
        const loaded = value(outcome);
        const changes = vms.directory.changes;
        if (changes === undefined) return;
        const since = loaded.kind === 'loaded' ? (loaded.changeToken ?? '') : '';
        const [first, second] = cameras;
        if (first === undefined || second === undefined) throw new Error('two cameras wanted');
        await subject.control.renameCamera(first.id, 'Tên mới');
        await subject.control.removeCamera(second.id);
        const told = value(await changes(since));
        expect(told.changes).toEqual([{ op: 'put', camera: { ...first, name: 'Tên mới' } }, { op: 'remove', cameraId: second.id }]);
        expect(value(await changes(told.changeToken)).changes).toEqual([]);
        expect(codeOf(await changes('made-up'))).toBe('directory/token-expired');
      });

      test('has the state of its cameras, and where in the event stream that was', async () => {
        const { states, cursor } = value(await vms.directory.states());
        const { cameras } = await load(vms);
        expect(new Set(states.map(({ id }) => id))).toEqual(new Set(cameras.map(({ id }) => id)));
        expect(cursor === null || cursor.seq >= 0).toBe(true);
      });

      test('skips and counts records that cannot be read, and loses no valid one', async () => {
        const before = new Set((await load(vms)).cameras.map(({ id }) => id));
        await subject.control.addBadRecords(60);
        const { outcome, cameras } = await load(vms);
        const loaded = value(outcome);
        const ids = new Set<string>(cameras.map(({ id }) => id));
        expect([...before].filter((id) => !ids.has(id))).toEqual([]);
        expect(loaded.kind === 'loaded' ? loaded.skipped : 0).toBeGreaterThan(0);
        expect(cameras.filter(({ name }) => name === '' || name.length > 200 || /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(name))).toEqual([]);
        expect(cameras.filter(({ position }) => position !== undefined && (position.latDeg < 5 || position.latDeg > 26 || position.lonDeg < 100 || position.lonDeg > 120))).toEqual([]);
        expect(cameras.filter(({ mountingHeightM }) => mountingHeightM !== undefined && mountingHeightM < 0)).toEqual([]);
      });
    });

    directoryFaultsConformance(() => ({ control: subject.control, vms: () => vms, connectTo: (baseUrl) => connectTo({ baseUrl, accessToken: () => 'token' }), load: () => load(vms) }));

    describe('layouts', () => {
      const contents: readonly TileContent[] = [
        { kind: 'camera', camera: cameraId('cam-x'), zoom: { x: 0.25, y: 0.5, scale: 3 } },
        { kind: 'sequence', sequence: { name: 'Các cổng', steps: [{ camera: cameraId('cam-y'), dwellS: 10 }, { camera: cameraId('cam-z'), dwellS: 5 }] }, run: { kind: 'running', anchorUtcMs: 1_700_000_000_000, fromStep: 1 } },
        { kind: 'text', text: 'Trực ban\n113' },
        { kind: 'picture', picture: pictureId('ab'.repeat(32)) },
        { kind: 'web', url: 'https://example.com/thoi-tiet' },
        { kind: 'hotspot' }, { kind: 'map' }, { kind: 'alarms' }, { kind: 'clock' }, { kind: 'desk' },
      ];
      const layout = (over: Partial<Layout> = {}): Layout => ({
        id: layoutId(randomUUID()), name: 'Giao thông sáng', arrangement: READY['13'], contents: [...contents, null, null, null], shared: false, locked: true, ownerId: tokens.person.id, etag: null, updatedUtcMs: utcMs(0), sync: 'waiting', ...over,
      });

      test('are stored with all that their tiles hold, listed, replaced and removed', async () => {
        const port = vms.layouts;
        if (port === undefined) return;
        const wanted = layout();
        const stored = value(await port.put(wanted));
        expect(stored).toMatchObject({ id: wanted.id, name: wanted.name, arrangement: wanted.arrangement, contents: wanted.contents, locked: true, sync: 'stored', ownerId: tokens.person.id });
        expect(value(await port.list())).toContainEqual(stored);
        const replaced = value(await port.put({ ...stored, arrangement: READY.p2, contents: [null, { kind: 'clock' }], locked: false, name: 'Đêm' }));
        expect(replaced).toMatchObject({ arrangement: READY.p2, contents: [null, { kind: 'clock' }], locked: false, name: 'Đêm' });
        expect(await port.remove(replaced.id, replaced.etag)).toEqual({ ok: true, value: null });
        expect(value(await port.list()).filter(({ id }) => id === wanted.id)).toEqual([]);
      });

      test('changed by somebody else meanwhile are a conflict, not overwritten', async () => {
        const port = vms.layouts;
        if (port === undefined) return;
        const stored = value(await port.put(layout()));
        const theirs = value(await port.put({ ...stored, name: 'Của người khác' }));
        expect(codeOf(await port.put({ ...stored, name: 'Của tôi' }))).toBe('layout/conflict');
        expect(codeOf(await port.put({ ...stored, etag: null }))).toBe('layout/conflict');
        expect(codeOf(await port.remove(stored.id, stored.etag))).toBe('layout/conflict');
        expect(value(await port.list())).toContainEqual(theirs);
      });
    });

    describe('events', () => {
      test('come once each and in order, through a cut in the middle', async () => {
        const { events, directory } = vms;
        if (events === undefined) return;
        const cameras = (await load(vms)).cameras.filter(({ id }) => !id.startsWith('hostile')).map(({ id }) => id);
        const working = value(await directory.states()).states.filter(({ id, state }) => state === 'working' && cameras.includes(id));
        const camera = working[0]?.id ?? '';
        const heard = createInbox<{ readonly event: VmsEvent; readonly cursor: EventCursor }>();
        const connections = createInbox<boolean>();
        const snapshots = createInbox<EventCursor>();
        const subscription = events.subscribe(null, {
          onEvent: (event, cursor) => heard.put({ event, cursor }),
          onSnapshotNeeded: () => {
            void directory.states().then((states) => {
              const cursor = value(states).cursor;
              if (cursor === null) throw new Error('states without a cursor');
              subscription.resumeAfter(cursor);
              snapshots.put(cursor);
            });
          },
          onConnection: (connected) => connections.put(connected),
        });
        const from = await snapshots.first(() => true);
        const rounds = 12;
        for (let round = 0; round < rounds; round += 1) {
          await subject.control.setLost(camera, round % 2 === 0);
          if (round % 4 !== 1) continue;
          const before = connections.all.length;
          subject.control.cut();
          await connections.first((connected) => !connected, before);
          await subject.control.setLost(camera, true);
          await subject.control.setLost(camera, false);
          subscription.retryNow();
          await connections.first((connected) => connected, before);
        }
        const last = from.seq + rounds + 2 * 3;
        await heard.first(({ cursor }) => cursor.seq === last);
        subscription.close();
        subscription.close();
        expect(heard.all.map(({ cursor }) => cursor.seq)).toEqual(Array.from({ length: last - from.seq }, (_, index) => from.seq + 1 + index));
        expect(heard.all.slice(0, 2).map(({ event }) => event)).toMatchObject([{ kind: 'camera.state', state: { id: camera, state: 'lost' } }, { kind: 'camera.state', state: { id: camera, state: 'working' } }]);
        expect(snapshots.all).toHaveLength(1);
      });

      test('of an epoch that is over need a snapshot', async () => {
        const { events } = vms;
        if (events === undefined) return;
        const needed = createInbox<true>();
        const subscription = events.subscribe({ epoch: 'long-gone', seq: 4 }, { onEvent: () => undefined, onConnection: () => undefined, onSnapshotNeeded: () => needed.put(true) });
        await needed.first(() => true);
        subscription.close();
      });
    });

    offersConformance(() => ({
      control: subject.control,
      signedIn: (token = tokens.accessToken) => connect(token),
      connectTo: (baseUrl) => connectTo({ baseUrl, accessToken: () => 'token' }),
      cameras: async () => (await load(vms)).cameras,
    }));

    describe('a server that is not to be trusted', () => {
      const certificates = createCertificates();
      afterAll(() => certificates.remove());

      test.each(['expired', 'other CA', 'wrong host', 'wrong pin'] as const)('for its certificate (%s) is refused', async (flaw) => {
        const ours = certificates.authority('Organisation CA');
        const certificate = flaw === 'other CA' ? certificates.authority('Some other CA').issue() : ours.issue({ ...(flaw === 'expired' ? { days: -1 } : {}), ...(flaw === 'wrong host' ? { altNames: 'DNS:elsewhere.example' } : {}) });
        let asked = 0;
        const server = await startLocalServer((_request, response) => {
          asked += 1;
          response.end('{}');
        }, certificate);
        const connection = connectTo({ baseUrl: server.url, trust: { caPem: ours.caPem, spkiPins: flaw === 'wrong pin' ? [ours.issue().pin] : [] } });
        expect([await connection.describe(), await connection.sessions.start('truc.an', 'secret')].map(codeOf)).toEqual(['tier/untrusted-certificate', 'tier/untrusted-certificate']);
        expect(asked).toBe(0);
        await server.close();
      });

      test('for speaking in the clear from another machine is refused', async () => {
        expect(codeOf(await connectTo({ baseUrl: new URL('http://192.0.2.7/') }).describe())).toBe('tier/insecure-address');
      });
    });

    describe('a server that answers nonsense', () => {
      const answers: readonly (readonly [string, RequestListener, string])[] = [
        ['a page of HTML', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Hello</h1></html>'), 'tier/bad-answer'],
        ['bytes', (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0xff, 0, 1, 2, 3])), 'tier/bad-answer'],
        ['JSON of something else', (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":["world"]}'), 'tier/bad-answer'],
        ['null', (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('null'), 'tier/bad-answer'],
        ['a redirect', (_request, response) => void response.writeHead(302, { location: 'https://elsewhere.example' }).end(), 'tier/bad-answer'],
        ['an answer above all bounds', (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(97 * 1024 * 1024, 0x20)), 'tier/too-large'],
      ];
      test.each(answers)('%s: a clear error and no exception', async (_name, handler, code) => {
        const server = await startLocalServer(handler);
        const connection = connectTo({ baseUrl: server.url, accessToken: () => 'token' });
        const asked: readonly (() => Promise<Result<unknown>>)[] = [connection.describe, () => connection.sessions.start('a', 'b'), connection.directory.units, () => connection.directory.cameras(null, () => undefined), connection.directory.states];
        for (const ask of asked) expect(codeOf(await ask())).toBe(code);
        await server.close();
      });
    });

    test('closed, it answers everything as unreachable', async () => {
      const connection = connect(tokens.accessToken);
      connection.close();
      expect(codeOf(await connection.describe())).toBe('tier/unreachable');
    });
  });
}
