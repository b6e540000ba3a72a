import { createCanvas } from '@napi-rs/canvas';
import { parentPort } from 'node:worker_threads';
import type { Lens } from '../head.ts';
import { captionLines, createCaption, type Caption } from './caption.ts';
import { cropInto, frameBytes, throughLens, type Shot } from './crop.ts';
import { startEncoder, type Encoder } from './encoder.ts';
import type { StudioNews, StudioOrder } from './messages.ts';
import { loadStreet } from './strip.ts';

// Draws and encodes what heads see, apart from the servers so that no stream of theirs waits for a drawing.

const STILL_WIDTH_PX = 320;
const STILL_HEIGHT_PX = 180;
const STILL_MAX_BYTES = 40_000;

interface Film {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly name: string;
  readonly caption: Caption;
  readonly encoder: Encoder;
  readonly frame: Uint8Array;
  /** Numbers of the pictures that are being encoded. */
  readonly asked: number[];
}

const street = loadStreet();
const films = new Map<number, Film>();
/** Those that wait for the panorama. */
const opening = new Set<number>();
const tell = (news: StudioNews): void => parentPort?.postMessage(news, news.type === 'unit' && news.bytes.buffer instanceof ArrayBuffer ? [news.bytes.buffer] : []);

async function open({ film, widthPx, heightPx, kbps, name }: Extract<StudioOrder, { type: 'open' }>): Promise<void> {
  opening.add(film);
  await street;
  if (!opening.delete(film)) return;
  const asked: number[] = [];
  const encoder = startEncoder({
    widthPx,
    heightPx,
    kbps,
    onUnit: (bytes) => {
      const picture = asked.shift();
      if (picture !== undefined) tell({ type: 'unit', film, picture, bytes });
    },
    onFailed: (reason) => {
      films.delete(film);
      tell({ type: 'failed', film, reason });
    },
  });
  films.set(film, { widthPx, heightPx, name, caption: createCaption(widthPx), encoder, frame: new Uint8Array(frameBytes(widthPx, heightPx)), asked });
  tell({ type: 'ready', film });
}

async function draw({ film: id, picture, utcMs, shot, lens }: Extract<StudioOrder, { type: 'draw' }>): Promise<void> {
  const seen = await street;
  const film = films.get(id);
  if (film === undefined) return;
  if (shot !== null) paint(film, shot, lens, utcMs, seen.at(utcMs));
  film.asked.push(picture);
  film.encoder.add(film.frame);
}

function paint({ frame, widthPx, heightPx, caption, name }: Film, shot: Shot, lens: Lens, utcMs: number, planes: Parameters<typeof cropInto>[0]): void {
  cropInto(planes, shot, widthPx, heightPx, frame);
  throughLens(frame, widthPx, heightPx, lens, utcMs);
  caption.write(frame.subarray(0, widthPx * heightPx), captionLines(name, shot, utcMs));
}

async function still({ request, utcMs, shot }: Extract<StudioOrder, { type: 'still' }>): Promise<void> {
  const planes = (await street).at(utcMs);
  const frame = new Uint8Array(frameBytes(STILL_WIDTH_PX, STILL_HEIGHT_PX));
  cropInto(planes, shot, STILL_WIDTH_PX, STILL_HEIGHT_PX, frame);
  const canvas = createCanvas(STILL_WIDTH_PX, STILL_HEIGHT_PX);
  const context = canvas.getContext('2d');
  const image = context.createImageData(STILL_WIDTH_PX, STILL_HEIGHT_PX);
  const size = STILL_WIDTH_PX * STILL_HEIGHT_PX;
  for (let pixel = 0; pixel < size; pixel += 1) {
    const [x, y] = [pixel % STILL_WIDTH_PX, Math.floor(pixel / STILL_WIDTH_PX)];
    const colour = Math.floor(y / 2) * (STILL_WIDTH_PX / 2) + Math.floor(x / 2);
    const [luma, u, v] = [((frame[pixel] ?? 16) - 16) * 1.1644, (frame[size + colour] ?? 128) - 128, (frame[size + size / 4 + colour] ?? 128) - 128];
    image.data.set([luma + 1.7927 * v, luma - 0.2132 * u - 0.5329 * v, luma + 2.1124 * u, 255], pixel * 4);
  }
  context.putImageData(image, 0, 0);
  const jpeg = [78, 60, 40].map((quality) => canvas.toBuffer('image/jpeg', quality)).find(({ length }) => length <= STILL_MAX_BYTES);
  tell({ type: 'still', request, jpegBase64: jpeg?.toString('base64') ?? null });
}

const failing = (film: number) => (error: unknown): void => tell({ type: 'failed', film, reason: error instanceof Error ? error.message : 'unknown' });

function onOrder(order: StudioOrder): void {
  switch (order.type) {
    case 'open':
      void open(order).catch(failing(order.film));
      return;
    case 'draw':
      void draw(order).catch(failing(order.film));
      return;
    case 'close':
      opening.delete(order.film);
      films.get(order.film)?.encoder.close();
      films.delete(order.film);
      return;
    case 'still':
      void still(order).catch(() => tell({ type: 'still', request: order.request, jpegBase64: null }));
      return;
  }
}

parentPort?.on('message', onOrder);
process.once('exit', () => {
  for (const { encoder } of films.values()) encoder.close();
});
