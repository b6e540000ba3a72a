import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamFormat, StreamStatus } from '../../../../../contract/domain/stream.ts';
import { streamId } from '../../../../../contract/domain/units.ts';
import type { PlayerName } from '../../../../../renderer/players/choose-player.ts';
import type { PictureDecoder, PictureDecoderInit } from '../../../../../renderer/players/unit-decoder.ts';
import { WorkerPlayer } from '../../../../../renderer/players/webcodecs/worker-player.ts';
import { Frame } from '../../../../builders/frame.ts';

const STREAM = streamId(7);
const BASE_UTC_US = 1_700_000_000_000_000;

const open = (format: StreamFormat, codec: string, over: Partial<Extract<StreamStatus, { kind: 'open' }>> = {}): StreamStatus => ({
  kind: 'open',
  profile: 'sub',
  codec,
  format,
  widthPx: 640,
  heightPx: 360,
  frameRate: 15,
  pace: 'full',
  lowered: null,
  audio: null,
  ...over,
});

const H264 = open('annexb', 'avc1.4d401f');
const JPEG = open('jpeg', 'jpeg');
const FMP4 = open('fmp4', 'avc1.4d401e');

/** A worker's player whose decoders answer each unit at once. */
const scene = () => {
  const said: string[] = [];
  const written: Frame[] = [];
  const made: Frame[] = [];
  const decoders: { readonly player: PlayerName; readonly decoder: PictureDecoder; configured: number }[] = [];
  const unsupported = new Set<string>();
  const player = new WorkerPlayer<Frame>({
    after: () => () => undefined,
    nowMs: () => 0,
    openings: { begin: () => null },
    pace: {
      mostWaiting: () => 1,
      schedule: (flush) => {
        flush();
      },
    },
    createDecoder: (name, init: PictureDecoderInit<Frame>) => {
      let state: PictureDecoder['state'] = 'unconfigured';
      const decoder: PictureDecoder = {
        get state() {
          return state;
        },
        decodeQueueSize: 0,
        configure: () => {
          state = 'configured';
          entry.configured += 1;
        },
        decode: ({ timestamp }) => {
          const frame = new Frame(timestamp);
          made.push(frame);
          init.output(frame);
        },
        close: () => {
          state = 'closed';
        },
      };
      const entry = { player: name, decoder, configured: 0 };
      decoders.push(entry);
      return decoder;
    },
    askPlayers: (_format, codec) => Promise.resolve((['webcodecs', 'mse', 'mjpeg', 'jsmpeg'] as const).map((name) => ({ name, isSupported: !unsupported.has(codec) }))),
    toGateway: ({ kind }) => said.push(kind),
    onEvent: (event) => said.push(event.kind === 'decoder' ? event.report : event.kind),
    readLuma: () => null,
    onBase: () => said.push('base'),
    onTrack: () => said.push('track'),
    onSound: () => said.push('sound'),
    openOutlet: () => {
      said.push('media');
      return { isIdle: () => false, append: () => undefined, remove: () => undefined, close: () => said.push('media closed') };
    },
    onMark: () => undefined,
  });
  player.sink.connect({
    desiredSize: 1,
    ready: Promise.resolve(),
    write: (frame) => {
      written.push(frame);
      return Promise.resolve();
    },
    abort: () => Promise.resolve(),
  });
  let sequence = 0;
  return {
    player,
    said,
    written,
    made,
    decoders,
    unsupported,
    status: async (status: StreamStatus): Promise<void> => {
      player.receive({ kind: 'status', stream: STREAM, status });
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    },
    unit: (key = false): void => {
      sequence += 1;
      player.receive({ kind: 'unit', stream: STREAM, key, preroll: false, captureUtcUs: BASE_UTC_US + sequence * 66_000, sequence, data: new ArrayBuffer(10) });
    },
  };
};

describe('the worker’s half of a player', () => {
  let one: ReturnType<typeof scene>;
  beforeEach(() => {
    one = scene();
    one.player.play(STREAM);
  });

  it('decodes what came while the codec was being asked about', async () => {
    one.player.receive({ kind: 'status', stream: STREAM, status: H264 });
    one.unit(true);
    one.unit();
    expect(one.decoders).toEqual([]);
    await one.status(H264);
    expect(one.written.map(({ timestamp }) => timestamp)).toEqual([0, 66_000]);
    expect(one.player.counters()).toMatchObject({ player: 'webcodecs', received: 2, receivedBytes: 20, written: 2 });
  });

  it('goes on with the same decoder when only the pace changed, or the size', async () => {
    await one.status(H264);
    one.unit(true);
    await one.status(open('annexb', 'avc1.4d401f', { pace: 'key-frames', lowered: 'link' }));
    one.unit();
    await one.status(open('annexb', 'avc1.4d401f', { profile: 'main', widthPx: 1_280, heightPx: 720 }));
    one.unit(true);
    expect(one.decoders.map(({ configured }) => configured)).toEqual([2]);
    expect(one.written).toHaveLength(3);
  });

  it('keeps the decoder before until the first unit of another format, and one time line for both', async () => {
    await one.status(H264);
    one.unit(true);
    await one.status(JPEG);
    expect(one.decoders.map(({ decoder }) => decoder.state)).toEqual(['configured']);
    one.unit(true);
    expect(one.decoders.map(({ player, decoder }) => `${player} ${decoder.state}`)).toEqual(['webcodecs closed', 'mjpeg configured']);
    expect(one.written.map(({ timestamp }) => timestamp)).toEqual([0, 66_000]);
    expect(one.said.filter((each) => each === 'base' || each === 'track')).toEqual(['base']);
  });

  it('says which way pictures go when a media element takes over, and back', async () => {
    await one.status(H264);
    one.unit(true);
    await one.status(FMP4);
    one.unit(true);
    await one.status(H264);
    one.unit(true);
    expect(one.said.filter((each) => each.startsWith('media') || each === 'track')).toEqual(['media', 'media closed', 'track']);
  });

  it('says unsupported for what nothing can show, holds no decoder then, and shows again what can be', async () => {
    one.unsupported.add('hvc1.1.6.L93.B0');
    await one.status(H264);
    one.unit(true);
    await one.status(open('annexb', 'hvc1.1.6.L93.B0'));
    one.unit(true);
    expect(one.said.at(-1)).toBe('unsupported');
    expect(one.decoders.map(({ decoder }) => decoder.state)).toEqual(['closed']);
    await one.status(H264);
    one.unit(true);
    expect(one.written).toHaveLength(2);
  });

  it('hands over the first and every third picture when asked to, and closes the others', async () => {
    one.player.setCadence(3);
    await one.status(H264);
    one.unit(true);
    for (let at = 0; at < 8; at += 1) one.unit();
    expect(one.written.map(({ timestamp }) => timestamp)).toEqual([0, 198_000, 396_000]);
    expect(one.made.filter((frame) => !frame.isClosed && !one.written.includes(frame))).toEqual([]);
    expect(one.player.counters()).toMatchObject({ decoded: 9, written: 3, dropped: 6, openFrames: 0 });
  });

  it('gives sound to the page only while it is wanted and the tile is seen', () => {
    const sound = (): void => {
      one.player.receive({ kind: 'audio', stream: STREAM, captureUtcUs: BASE_UTC_US, data: new ArrayBuffer(320) });
    };
    sound();
    one.player.setSound(true);
    sound();
    one.player.setVisible(false);
    sound();
    expect(one.said).toEqual(['sound']);
  });

  it('tells the end of a replay', () => {
    one.player.receive({ kind: 'replay-ended', stream: STREAM });
    expect(one.said).toEqual(['replay-ended']);
  });
});
