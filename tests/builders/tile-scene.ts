import type { StreamStatus } from '@contract/domain/stream.ts';
import { idleTile, reduceTile, type Tile, type TileInput } from '@contract/domain/tile-truth.ts';

/** What happens to a tile, the time apart. */
export type What = TileInput extends infer I ? (I extends TileInput ? Omit<I, 'nowMonoMs' | 'serverNowUtcMs'> : never) : never;

export const SERVER_START_UTC_MS = 1_700_000_000_000;
export type Open = Extract<StreamStatus, { readonly kind: 'open' }>;
export const OPEN: Open = { kind: 'open', profile: 'sub', codec: 'avc1.4d401f', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, pace: 'full', lowered: null, audio: null };
export const KEY_FRAMES: Open = { ...OPEN, pace: 'key-frames', lowered: 'link' };
export const STILLS: Open = { ...OPEN, pace: 'stills', lowered: 'machine' };

/** A tile with a clock that the test turns: the server's and this PC's run together unless `serverStepMs` sets them apart. */
export class Scene {
  tile: Tile = idleTile();
  monoMs = 10_000;
  serverStepMs = 0;
  mediaTimeUs = 0;

  get serverUtcMs(): number {
    return SERVER_START_UTC_MS + this.monoMs + this.serverStepMs;
  }

  do(what: What): this {
    this.tile = reduceTile(this.tile, { ...what, nowMonoMs: this.monoMs, serverNowUtcMs: this.serverUtcMs });
    return this;
  }

  /** Time passes with a tick every 250 ms. */
  pass(ms: number): this {
    for (let left = ms; left > 0; left -= 250) {
      this.monoMs += Math.min(250, left);
      this.do({ kind: 'tick' });
    }
    return this;
  }

  /** Pictures at 10 a second, each `ageMs` old when drawn. */
  pictures(count: number, ageMs = 40): this {
    for (let index = 0; index < count; index += 1) {
      this.monoMs += 100;
      this.mediaTimeUs += 100_000;
      this.do({ kind: 'presented', captureUtcMs: this.serverUtcMs - ageMs, mediaTimeUs: this.mediaTimeUs });
    }
    return this;
  }

  get state(): Tile['state'] {
    return this.tile.state;
  }
}

/** A tile that has been live for a second. */
export const live = (): Scene => new Scene().do({ kind: 'assigned' }).do({ kind: 'status', status: OPEN }).pictures(10);
