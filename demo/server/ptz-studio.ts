import { Worker } from 'node:worker_threads';
import type { Shot } from '../ptz/film/crop.ts';
import type { StudioNews, StudioOrder } from '../ptz/film/messages.ts';

const WORKER = new URL('../ptz/film/studio-worker.ts', import.meta.url);

export interface FilmListener {
  /** Pictures can be drawn from now on. */
  readonly onReady: () => void;
  readonly onUnit: (picture: number, bytes: Uint8Array) => void;
  /** Nothing more comes of this film; once. */
  readonly onFailed: (reason: string) => void;
}

/** The thread that draws and encodes; begun when first needed. */
export interface Studio {
  readonly open: (film: Omit<Extract<StudioOrder, { type: 'open' }>, 'type' | 'film'>, listener: FilmListener) => number;
  readonly draw: (order: Omit<Extract<StudioOrder, { type: 'draw' }>, 'type'>) => void;
  readonly close: (film: number) => void;
  /** JPEG, base64; null: it could not be drawn. */
  readonly still: (shot: Shot, utcMs: number) => Promise<string | null>;
  /** Ends the thread and its encoders; may be called twice. */
  readonly destroy: () => void;
}

export function createStudio(): Studio {
  let worker: Worker | null = null;
  let destroyed = false;
  let last = 0;
  const films = new Map<number, FilmListener>();
  const stills = new Map<number, (jpegBase64: string | null) => void>();

  const hear = (news: StudioNews): void => {
    switch (news.type) {
      case 'ready':
        films.get(news.film)?.onReady();
        return;
      case 'unit':
        films.get(news.film)?.onUnit(news.picture, news.bytes);
        return;
      case 'failed': {
        const film = films.get(news.film);
        films.delete(news.film);
        film?.onFailed(news.reason);
        return;
      }
      case 'still':
        stills.get(news.request)?.(news.jpegBase64);
        stills.delete(news.request);
        return;
    }
  };
  const lose = (reason: string): void => {
    worker = null;
    const [lostFilms, lostStills] = [[...films.values()], [...stills.values()]];
    films.clear();
    stills.clear();
    for (const film of lostFilms) film.onFailed(reason);
    for (const settle of lostStills) settle(null);
  };
  const post = (order: StudioOrder): void => {
    if (destroyed) return;
    if (worker === null) {
      const started = new Worker(WORKER);
      started.unref();
      started.on('message', hear);
      started.once('error', (error) => lose(error instanceof Error ? error.message : 'unknown'));
      started.once('exit', () => {
        if (worker === started) lose('the drawing thread ended');
      });
      worker = started;
    }
    worker.postMessage(order);
  };

  return {
    open: (film, listener) => {
      last += 1;
      films.set(last, listener);
      post({ type: 'open', film: last, ...film });
      return last;
    },
    draw: (order) => post({ type: 'draw', ...order }),
    close: (film) => {
      if (films.delete(film)) post({ type: 'close', film });
    },
    still: (shot, utcMs) =>
      new Promise((resolve) => {
        if (destroyed) return resolve(null);
        last += 1;
        stills.set(last, resolve);
        post({ type: 'still', request: last, utcMs, shot });
      }),
    destroy: () => {
      destroyed = true;
      films.clear();
      for (const settle of stills.values()) settle(null);
      stills.clear();
      // Its encoders end with it: their input closes.
      void worker?.terminate();
      worker = null;
    },
  };
}
