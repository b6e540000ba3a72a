import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { pictureId, soundId, type PictureId, type SoundId } from '@contract/domain/units.ts';
import { APP_ORIGIN } from '../ipc/sender.ts';
import { CONTENT_SECURITY_POLICY } from './csp.ts';

/** Registered once, before ready. Never bypassCSP, allowServiceWorkers or allowExtensions (check 19). */
export const APP_SCHEME: CustomScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } };

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
};

/** Files a page may load, by URL path. What is not in here does not exist; no path is ever built from a request. */
export type ServedFiles = ReadonlyMap<string, { readonly file: string; readonly mime: string }>;

/** Lists the regular files under a folder (links are left out) whose type is known. */
export async function listServedFiles(root: string): Promise<ServedFiles> {
  const served = new Map<string, { file: string; mime: string }>();
  const visit = async (folder: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const urlPath = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) await visit(path.join(folder, entry.name), urlPath);
      const mime = MIME[path.extname(entry.name)];
      if (entry.isFile() && mime !== undefined) served.set(urlPath, { file: path.join(folder, entry.name), mime });
    }
  };
  await visit(root, '');
  return served;
}

/** The file for a URL, or null. Only exact paths of our own origin, without query, encoding, port or credentials. */
export function findServedFile(served: ServedFiles, url: string): { readonly file: string; readonly mime: string } | null {
  if (!url.startsWith(`${APP_ORIGIN}/`)) return null;
  const [beforeHash = ''] = url.slice(APP_ORIGIN.length).split('#', 1);
  return served.get(beforeHash) ?? null;
}

/** Gives a picture of the console's own store by its id; null: there is none that a page may see. */
export type ServePicture = (id: PictureId) => Promise<{ readonly bytes: Uint8Array; readonly mime: 'image/png' | 'image/jpeg' } | null>;

const PICTURE_URL = new RegExp(`^${APP_ORIGIN}/pictures/([0-9a-f]{64})$`);

/** The picture a URL names, or null. An id is all that can stand in it: no path is built from a request here either. */
export function findPictureId(url: string): PictureId | null {
  const [, id] = PICTURE_URL.exec(url) ?? [];
  return id === undefined ? null : pictureId(id);
}

/** Gives a part of the base map by its address below `/map/`; null: there is none. */
export type ServeMap = (url: string) => Promise<{ readonly bytes: Uint8Array; readonly mime: string } | null>;

const MAP_PREFIX = `${APP_ORIGIN}/map/`;

/** Gives what a page that is printed shows, as JSON, by the address it asks for it; null: nothing is printed there. */
export type ServePrint = (url: string) => string | null;

/** Gives a sound somebody added to this PC by its id; null: there is none. */
export type ServeSound = (id: SoundId) => Promise<{ readonly bytes: Uint8Array; readonly mime: string } | null>;

const SOUND_URL = new RegExp(`^${APP_ORIGIN}/own-sounds/([0-9a-f]{64})$`);

/** Answers a request of a page: the file, picture or part of the map with its headers, or 404. Always the whole of it: ranges are not offered (check 18). */
export async function answerAppRequest(served: ServedFiles, request: { readonly url: string; readonly method: string }, servePicture: ServePicture, serveMap: ServeMap = () => Promise.resolve(null), servePrint: ServePrint = () => null, serveSound: ServeSound = () => Promise.resolve(null)): Promise<Response> {
  const headers = { 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  const notFound = () => new Response('not found', { status: 404, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
  if (request.method !== 'GET') return notFound();
  const printed = servePrint(request.url);
  if (printed !== null) return new Response(printed, { status: 200, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } });
  const id = findPictureId(request.url);
  const [, sound] = SOUND_URL.exec(request.url) ?? [];
  if (id !== null || sound !== undefined || request.url.startsWith(MAP_PREFIX)) {
    const part = sound !== undefined ? await serveSound(soundId(sound)) : id === null ? await serveMap(request.url) : await servePicture(id);
    return part === null ? notFound() : new Response(new Uint8Array(part.bytes), { status: 200, headers: { ...headers, 'content-type': part.mime } });
  }
  const found = findServedFile(served, request.url);
  return found === null ? notFound() : new Response(await readFile(found.file), { status: 200, headers: { ...headers, 'content-type': found.mime } });
}

export function installAppProtocol(protocol: Protocol, served: ServedFiles, servePicture: ServePicture, serveMap: ServeMap, servePrint: ServePrint, serveSound: ServeSound): void {
  protocol.handle('app', (request) => answerAppRequest(served, request, servePicture, serveMap, servePrint, serveSound));
}
