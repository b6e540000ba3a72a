import { beforeEach, describe, expect, it, test } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { monitorKey } from '@contract/domain/units.ts';
import { CHANNEL_PREFIX, REQUEST_NAMES } from '@contract/ipc/names.ts';
import { installRequests, pushTo } from '../../../../main/ipc/ipc-main.ts';
import { judgeSender, windowUrl, type KnownWindow, type SenderFacts } from '../../../../main/ipc/sender.ts';
import { FakeSession, FakeWebContents, ipcMain } from '../../../builders/fake-electron.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const desk: KnownWindow = { id: 7, kind: 'desk', monitor: null };
const wall: KnownWindow = { id: 8, kind: 'wall', monitor: monitorKey('d1') };
const windows = new Map([desk, wall].map((window) => [window.id, window]));
const fromDesk: SenderFacts = { webContentsId: 7, frameUrl: windowUrl('desk'), isMainFrame: true, ownSession: true };

const STRANGE_URLS = [
  '',
  'about:blank',
  'about:srcdoc',
  'app://vonglau/windows/desk/index.html#x',
  'app://vonglau/windows/desk/index.html?x',
  'app://vonglau/windows/desk/',
  'app://vonglau/windows/desk/index.html/',
  'app://vonglau/windows/wall/index.html',
  'app://vonglau/',
  'app://vonglau',
  'app://VONGLAU/windows/desk/index.html',
  'app://vonglau./windows/desk/index.html',
  'app://vonglau.evil.example/windows/desk/index.html',
  'app://vonglau@evil.example/windows/desk/index.html',
  'app://evil/windows/desk/index.html',
  'app://vọnglau/windows/desk/index.html',
  'app://v\u043englau/windows/desk/index.html',
  'https://vonglau/windows/desk/index.html',
  'file:///app://vonglau/windows/desk/index.html',
  'data:text/html,app://vonglau/windows/desk/index.html',
  'devtools://devtools/bundled/inspector.html',
];

describe('check 30: who may send', () => {
  it('is the main frame of a window the console made, on the page of its kind', () => {
    expect(judgeSender(fromDesk, windows)).toEqual({ kind: 'known', window: desk });
    expect(judgeSender({ ...fromDesk, webContentsId: 8, frameUrl: windowUrl('wall') }, windows)).toEqual({ kind: 'known', window: wall });
  });

  test.for(STRANGE_URLS)('is not a page at "%s"', (frameUrl) => {
    expect(judgeSender({ ...fromDesk, frameUrl }, windows).kind).toBe('rejected');
  });

  test.for([
    ['a frame that is gone', { frameUrl: null }],
    ['a frame in a frame', { isMainFrame: false }],
    ['another session', { ownSession: false }],
    ['a page the console did not make', { webContentsId: 99 }],
  ] as const)('is not %s', ([, change]) => {
    expect(judgeSender({ ...fromDesk, ...change }, windows).kind).toBe('rejected');
  });
});

describe('check 30: at the door itself', () => {
  beforeEach(() => ipcMain.handlers.clear());

  function door() {
    const session = new FakeSession();
    const log = createRecordingLog();
    const asked: string[] = [];
    installRequests(
      { handle: async (name) => (asked.push(name), ok(null)) },
      { windows, session: session.asElectron(), log },
    );
    const frame = { url: windowUrl('desk'), parent: null };
    const good = { senderFrame: frame, sender: { id: 7, mainFrame: frame, session } };
    const send = (event: unknown, name = 'session.signOut') => ipcMain.handlers.get(CHANNEL_PREFIX + name)?.(event, {});
    return { log, asked, frame, good, send };
  }

  it('a handler stands for every request and for nothing else', () => {
    door();
    expect([...ipcMain.handlers.keys()].toSorted()).toEqual(REQUEST_NAMES.map((name) => CHANNEL_PREFIX + name).toSorted());
  });

  it('an accepted sender is let through', async () => {
    const { good, send, asked, log } = door();
    expect(await send(good)).toBe(JSON.stringify(ok(null)));
    expect(asked).toEqual(['session.signOut']);
    expect(log.lines).toEqual([]);
  });

  test.for([
    ['a destroyed frame', (good: { readonly sender: object }) => ({ ...good, senderFrame: null })],
    ['a frame in the page', (good: { readonly sender: object }) => ({ ...good, senderFrame: { url: windowUrl('desk'), parent: { url: windowUrl('desk') } } })],
    ['a frame that only looks like the main one', (good: { readonly sender: object }) => ({ ...good, senderFrame: { url: windowUrl('desk'), parent: null } })],
    ['another session', (good: { readonly sender: object }) => ({ ...good, sender: { ...good.sender, session: new FakeSession() } })],
    ['an unknown page', (good: { readonly sender: object }) => ({ ...good, sender: { ...good.sender, id: 99 } })],
    ['the desk under the id of a wall', (good: { readonly sender: object }) => ({ ...good, sender: { ...good.sender, id: 8 } })],
  ] as const)('%s is refused and recorded, and nothing is done', async ([, spoil]) => {
    const { good, send, asked, log } = door();
    expect(JSON.parse(String(await send(spoil(good))))).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
    expect(asked).toEqual([]);
    expect(log.lines.map(([event]) => event)).toEqual(['ipc.sender-rejected']);
  });
});

describe('a message to a window', () => {
  it('goes on its channel; to one that is gone it goes nowhere', () => {
    const contents = new FakeWebContents();
    pushTo(contents.asElectron(), 'state.message', { a: 1 });
    contents.destroyed = true;
    pushTo(contents.asElectron(), 'state.message', { a: 2 });
    expect(contents.sent).toEqual([['vonglau:state.message', { a: 1 }]]);
  });
});
