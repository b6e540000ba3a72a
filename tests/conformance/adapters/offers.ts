import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { cameraId, pictureId } from '@contract/domain/units.ts';
import type { VmsConnection } from '../../../main/vms/adapter.ts';
import { alarmWith } from '../../builders/alarms.ts';
import { onWire } from '../../builders/fake-alarm-server.ts';
import { startLocalServer } from '../../builders/local-server.ts';
import { codeOf, value } from './results.ts';
import { alarmConformance } from './offers-alarms.ts';
import { alarmToolsConformance } from './offers-alarm-tools.ts';
import { mapConformance } from './offers-map.ts';
import type { VmsControl } from './control.ts';

/** What this part of the suite needs of the adapter under test. */
export interface OffersUnderTest {
  readonly control: VmsControl;
  /** A new connection to the good server, signed in as somebody who may lift masks and store pictures. */
  readonly signedIn: (accessToken?: string) => VmsConnection;
  readonly connectTo: (baseUrl: URL) => VmsConnection;
  readonly cameras: () => Promise<readonly Camera[]>;
}

const CAPABILITIES = ['masks', 'alarms', 'procedures', 'escalation', 'duty', 'alarm-statistics', 'rules', 'pictures', 'camera-page', 'groups', 'searches', 'forces', 'walls', 'ptz'] as const;

/** Capabilities whose port is there. */
function offeredBy(connection: VmsConnection): readonly string[] {
  const ports = { masks: connection.masks, alarms: connection.alarms, procedures: connection.procedures, escalation: connection.escalation, duty: connection.duty, 'alarm-statistics': connection.statistics, rules: connection.rules, pictures: connection.pictures, 'camera-page': connection.cameraPage, groups: connection.groups, searches: connection.searches, forces: connection.forces, walls: connection.walls, ptz: connection.ptz };
  return CAPABILITIES.filter((name) => ports[name] !== undefined);
}

/** The ports that a server may or may not offer. Part of `adapterConformance`. */
export function offersConformance(subject: () => OffersUnderTest): void {
  describe('what a server offers', () => {
    /** A connection that knows what the server can do. */
    const described = async (connection = subject().signedIn()): Promise<VmsConnection> => {
      value(await connection.describe());
      return connection;
    };

    test('shows as ports, once it has said so', async () => {
      const connection = subject().signedIn();
      expect(offeredBy(connection)).toEqual([]);
      const { capabilities } = value(await connection.describe());
      expect(offeredBy(connection)).toEqual(CAPABILITIES.filter((name) => capabilities.includes(name)));
    });

    test('masks are lifted for some minutes and cover again; no is no, and an unknown camera is named', async () => {
      const { masks } = await described();
      if (masks === undefined) return;
      const { may, mayNot } = subject().control.masked;
      const cameras = new Map((await subject().cameras()).map((camera) => [String(camera.id), camera]));
      expect(cameras.get(may)?.masks?.length).toBeGreaterThan(0);
      const reason = 'Truy tìm theo tin báo';
      const lift = value(await masks.lift(cameraId(may), 2, reason));
      expect(lift).toMatchObject({ id: may, reason });
      expect(Math.abs(lift.untilUtcMs - Date.now() - 120_000)).toBeLessThan(10_000);
      for (let time = 0; time < 2; time += 1) expect(await masks.restore(lift.liftId)).toEqual({ ok: true, value: null });
      expect(await masks.restore('never-given')).toEqual({ ok: true, value: null });
      expect(codeOf(await masks.lift(cameraId(mayNot), 2, reason))).toBe('mask/refused');
      expect(codeOf(await masks.lift(cameraId('no-such-camera'), 2, reason))).toBe('camera/unknown');
    });

    alarmConformance({ described, control: () => subject().control });
    alarmToolsConformance({
      described,
      asChief: () => described(subject().signedIn(subject().control.chief())),
      camera: async () => (await subject().cameras())[0]?.id ?? cameraId(''),
      raiseAlarm: (title) => subject().control.raiseAlarm(title, 2, null),
      offering: (capabilities, body) => offering(capabilities, json(body)),
    });

    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(200_000)]);
    const idOf = (bytes: Uint8Array) => pictureId(createHash('sha256').update(bytes).digest('hex'));

    test('pictures come back byte by byte; what is too large, no picture or not there is named', async () => {
      const { pictures } = await described();
      if (pictures === undefined) return;
      expect(await pictures.put(idOf(png), png)).toEqual({ ok: true, value: null });
      expect(Buffer.from(value(await pictures.get(idOf(png)))).equals(png)).toBe(true);
      const large = Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]);
      expect(codeOf(await pictures.put(idOf(large), large))).toBe('picture/too-large');
      const page = Buffer.from('<html></html>');
      expect(codeOf(await pictures.put(idOf(page), page))).toBe('picture/unreadable');
      expect(codeOf(await pictures.put(idOf(page), png))).toBe('picture/unreadable');
      expect(codeOf(await pictures.get(idOf(page)))).toBe('picture/unreadable');
    });

    const service = (capabilities: readonly unknown[]) => ({ api: 'vonglau-tier/1', serverId: 's', tier: 'province', name: { vi: 'S', en: 'S' }, capabilities, serverUtcMs: 1 });
    const offering = async (capabilities: readonly unknown[], answer: RequestListener) => {
      const server = await startLocalServer((request, response) => {
        if (request.url === '/v1/service') response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(service(capabilities)));
        else answer(request, response);
      });
      return { server, connection: await described(subject().connectTo(server.url)) };
    };
    const json = (body: unknown): RequestListener => (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

    test('an older server has none of these ports', async () => {
      const { server, connection } = await offering(['live', 'events', 7, null], json({}));
      expect(offeredBy(connection)).toEqual([]);
      await server.close();
    });

    test.each([
      ['nonsense', json({ hello: 'world' })],
      ['a lift of another camera', json({ liftId: 'l', cameraId: 'other', untilUtcMs: 9e12, reason: 'x' })],
      ['a lift without end', json({ liftId: 'l', cameraId: 'c', untilUtcMs: 'never', reason: 'x' })],
      ['a page', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ] as readonly (readonly [string, RequestListener])[])('a lift answered with %s is no leave', async (_name, answer) => {
      const { server, connection } = await offering(['masks'], answer);
      expect(codeOf((await connection.masks?.lift(cameraId('c'), 5, 'Truy tìm theo tin báo')) ?? { ok: true, value: null })).toBe('tier/bad-answer');
      await server.close();
    });

    test('alarms that cannot be read are let go, and the others stay', async () => {
      const good = onWire(alarmWith('a', { title: 'Cháy' }));
      const { server, connection } = await offering(['alarms'], json({ epoch: 'e', seq: 4, next: null, items: [null, { ...good, priority: 9 }, good, { ...good, title: 'twice' }, { ...good, id: '__proto__' }, 'a'] }));
      const heard: string[] = [];
      let skipped = 0;
      const cursor = await connection.alarms?.snapshot((page, unread) => {
        heard.push(...page.map(({ id, title }) => `${id} ${title}`));
        skipped += unread;
      });
      expect([cursor, heard, skipped]).toEqual([{ ok: true, value: { epoch: 'e', seq: 4 } }, ['a Cháy'], 4]);
      await server.close();
    });

    test.each([
      ['other bytes', png.subarray(1)],
      ['nothing', Buffer.alloc(0)],
      ['more than a picture may have', Buffer.alloc(3 * 1024 * 1024, 1)],
    ] as const)('a picture answered with %s is not taken', async (_name, bytes) => {
      const { server, connection } = await offering(['pictures'], (_request, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(bytes));
      expect(codeOf((await connection.pictures?.get(idOf(png))) ?? { ok: true, value: bytes })).toBe('picture/unreadable');
      await server.close();
    });

    mapConformance(subject, described, offering);
  });
}
