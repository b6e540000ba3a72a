import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { answerAppRequest, findServedFile, listServedFiles, type ServedFiles, type ServeMap, type ServePicture } from '../../../../main/app/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../main/app/csp.ts';

let base = '';
let served: ServedFiles = new Map();

// renderer/ is served; beside it lies what must never be.
beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'vonglau-protocol-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    writeFileSync(path.join(base, file), text);
  };
  write('renderer/windows/desk/index.html', '<!doctype html>desk');
  write('renderer/assets/app.js', 'ours');
  write('renderer/assets/app.css', 'ours');
  write('renderer/assets/inter.woff2', 'ours');
  write('renderer/assets/decoder.wasm', 'ours');
  write('renderer/assets/app.js.map', 'hidden');
  write('renderer/assets/notes.txt', 'hidden');
  write('renderer/.env', 'hidden');
  write('secret.js', 'hidden');
  write('main/index.js', 'hidden');
  symlinkSync(path.join(base, 'secret.js'), path.join(base, 'renderer/assets/link.js'));
  symlinkSync(base, path.join(base, 'renderer/up'));
  served = await listServedFiles(path.join(base, 'renderer'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const PICTURE = 'ab'.repeat(32);
const servePicture: ServePicture = async (id) => (id === PICTURE ? { bytes: new TextEncoder().encode('picture'), mime: 'image/jpeg' } : null);
const serveMap: ServeMap = async (url) => (url === 'app://vonglau/map/tiles/0/1/0/0' ? { bytes: new TextEncoder().encode('tile'), mime: 'application/x-protobuf' } : null);
const ask = (url: string, method = 'GET') => answerAppRequest(served, { url, method }, servePicture, serveMap);

const TRAVERSAL = [
  'app://vonglau/../secret.js',
  'app://vonglau/assets/../../secret.js',
  'app://vonglau/assets/../app.js',
  'app://vonglau/./assets/app.js',
  'app://vonglau//assets/app.js',
  'app://vonglau/assets//app.js',
  'app://vonglau/%2e%2e/secret.js',
  'app://vonglau/%2E%2E%2Fsecret.js',
  'app://vonglau/..%2fsecret.js',
  'app://vonglau/..%5csecret.js',
  'app://vonglau/%5c..%5csecret.js',
  'app://vonglau/..\\secret.js',
  'app://vonglau\\assets\\app.js',
  'app://vonglau/%252e%252e/secret.js',
  'app://vonglau/%c0%ae%c0%ae/secret.js',
  'app://vonglau/%u002e%u002e/secret.js',
  'app://vonglau/assets/app.js%00',
  'app://vonglau/assets/app.js%00.png',
  'app://vonglau/assets/app.js\u0000.html',
  'app://vonglau//server/share/x.js',
  'app://vonglau/\\\\server\\share\\x.js',
  'app://vonglau/C:/Windows/win.ini',
  'app://vonglau/c%3a/windows/win.ini',
  'app://vonglau/file:///etc/passwd',
  'app://vonglau//etc/passwd',
  'app://vonglau/assets/link.js',
  'app://vonglau/up/secret.js',
  'app://vonglau/ASSETS/APP.JS',
  'app://vonglau/assets/App.js',
  'app://vonglau/assets/app.js::$DATA',
  'app://vonglau/assets/app.js:stream',
  'app://vonglau/CON',
  'app://vonglau/assets/NUL.js',
  'app://vonglau/assets/app.js.',
  'app://vonglau/assets/app.js ',
  'app://vonglau/assets/app.js/',
  'app://vonglau/assets/app.js?x',
  'app://vonglau/assets/app.js?/../../secret.js',
  'app://vonglau/assets/app.js;x',
  'app://vonglau/assets/app%2ejs',
  'app://vonglau/.env',
  'app://vonglau/assets/notes.txt',
  'app://vonglau/assets/app.js.map',
  'app://vonglau:1/assets/app.js',
  'app://x@vonglau/assets/app.js',
  'app://vonglau@evil/assets/app.js',
  'app://vonglau.evil/assets/app.js',
  'app://evil/assets/app.js',
  'app:/vonglau/assets/app.js',
  'file://vonglau/assets/app.js',
  'https://vonglau/assets/app.js',
  'app://vonglau/__proto__',
  'app://vonglau/constructor',
];

describe('check 17: paths that are not a served file', () => {
  it('are tried in more than thirty ways', () => {
    expect(TRAVERSAL.length).toBeGreaterThan(30);
  });

  test.for(TRAVERSAL)('%s is not found', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('not found');
  });

  it('are never read, whatever the path: only a listed one is', () => {
    const piece = fc.constantFrom('..', '.', '', 'assets', 'app.js', 'secret.js', '%2e%2e', '%2f', '\\', 'up', 'windows', 'desk', 'index.html', '\u0000');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }), (pieces) => {
        const urlPath = `/${pieces.join('/')}`;
        const found = findServedFile(served, `app://vonglau${urlPath}`);
        const [beforeHash = ''] = urlPath.split('#', 1);
        expect(found).toEqual(served.get(beforeHash) ?? null);
        if (found !== null) expect(path.relative(path.join(base, 'renderer'), found.file)).not.toMatch(/^\.\./);
      }),
    );
  });
});

describe('check 18: a served file', () => {
  test.for([
    ['/windows/desk/index.html', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/app.css', 'text/css; charset=utf-8'],
    ['/assets/inter.woff2', 'font/woff2'],
    ['/assets/decoder.wasm', 'application/wasm'],
  ] as const)('%s comes as %s and is not to be guessed otherwise', async ([urlPath, mime]) => {
    const answer = await ask(`app://vonglau${urlPath}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(mime);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.for(['app://vonglau', 'app://vonglau/', 'app://vonglau/assets', 'app://vonglau/assets/', 'app://vonglau/windows/desk/'])('%s, a folder, is not listed', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  test.for(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'get'])('is not there for %s', async (method) => {
    expect((await ask('app://vonglau/assets/app.js', method)).status).toBe(404);
  });

  it('comes whole: no range is offered', async () => {
    const answer = await ask('app://vonglau/assets/app.js');
    expect(answer.headers.get('accept-ranges')).toBeNull();
    expect(await answer.text()).toBe('ours');
  });

  it('may carry a fragment, which names no file', async () => {
    expect((await ask('app://vonglau/windows/desk/index.html#/anything/../x')).status).toBe(200);
  });
});

describe('a picture of a tile', () => {
  it('comes as what it is, not to be guessed otherwise, under the same policy', async () => {
    const answer = await ask(`app://vonglau/pictures/${PICTURE}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('picture');
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  test.for([`pictures/${'cd'.repeat(32)}`, `pictures/${PICTURE}/`, `pictures/${PICTURE}x`, `pictures/${PICTURE.slice(1)}`, `pictures/${PICTURE.toUpperCase()}`, `pictures/../pictures/${PICTURE}`, `pictures/${PICTURE}?x`, `pictures/..%2f${PICTURE}`, 'pictures/', 'pictures', `x/pictures/${PICTURE}`])(
    'is not found at %s',
    async (urlPath) => {
      expect((await ask(`app://vonglau/${urlPath}`)).status).toBe(404);
    },
  );

  it('is only to be got', async () => {
    expect((await ask(`app://vonglau/pictures/${PICTURE}`, 'POST')).status).toBe(404);
  });
});

describe('a part of the base map', () => {
  it('comes from whoever has the map, under the same policy', async () => {
    const answer = await ask('app://vonglau/map/tiles/0/1/0/0');
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([200, 'tile', 'application/x-protobuf']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  test.for(['app://vonglau/map/tiles/0/1/0/1', 'app://vonglau/map/', 'app://vonglau/map', 'app://vonglau/map/../map/tiles/0/1/0/0', 'app://evil/map/tiles/0/1/0/0'])('is not found at %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it('is only to be got', async () => {
    expect((await ask('app://vonglau/map/tiles/0/1/0/0', 'POST')).status).toBe(404);
  });
});

describe('check 12: the policy', () => {
  test.for(['app://vonglau/windows/desk/index.html', 'app://vonglau/assets/app.js', 'app://vonglau/none'])('stands in the header of %s, byte for byte', async (url) => {
    expect((await ask(url)).headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });
});
