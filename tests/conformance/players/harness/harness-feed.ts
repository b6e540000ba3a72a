// Stand-in for the media gateway, in a utilityProcess as the real one: sends a recorded clip as live units.
import { readFileSync } from 'node:fs';
import type { MessagePortMain } from 'electron';
import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { streamId } from '@contract/domain/units.ts';
import { codecOf } from '../../../../demo/clips/annexb.ts';
import { SPLITTERS } from '../../../../demo/clips/units.ts';
import type { ClipName, ClipSource, FeedCommand, FeedReport } from './harness-protocol.ts';

interface Clip {
  readonly source: ClipSource;
  readonly codec: string;
  readonly units: readonly { readonly key: boolean; readonly data: Uint8Array }[];
}

interface Feed {
  readonly stream: number;
  clip: Clip;
  timer: NodeJS.Timeout | null;
  nextAtMs: number;
  index: number;
  sequence: number;
  loseEvery: number;
  corruptUnits: number;
  corruptKeys: boolean;
  delayMs: number;
}

const clips = new Map<ClipName, Clip>();
let port: MessagePortMain | null = null;
let obeys = true;
let isMuted = false;
let sent = 0;
let keyFrameRequests = 0;
const feeds = new Map<number, Feed>();

const send = (message: GatewayToWindow): void => {
  port?.postMessage(message);
};

const sendUnit = (feed: Feed): void => {
  const unit = feed.clip.units[feed.index];
  feed.index = (feed.index + 1) % feed.clip.units.length;
  feed.sequence += 1;
  if (unit === undefined || isMuted || (feed.loseEvery > 0 && feed.sequence % feed.loseEvery === 0)) return;
  const data = new Uint8Array(unit.data);
  if (feed.corruptUnits > 0 && (feed.corruptKeys || !unit.key)) {
    feed.corruptUnits -= 1;
    for (let at = 5; at < data.length; at += 1) data[at] = Math.floor(Math.random() * 256);
  }
  sent += 1;
  const message: GatewayToWindow = { kind: 'unit', stream: streamId(feed.stream), key: unit.key, preroll: false, captureUtcUs: Math.round((performance.timeOrigin + performance.now()) * 1_000), sequence: feed.sequence, data: data.buffer };
  if (feed.delayMs === 0) send(message);
  else setTimeout(send, feed.delayMs, message);
};

const run = (feed: Feed): void => {
  const nowMs = performance.now();
  if (nowMs >= feed.nextAtMs) {
    sendUnit(feed);
    feed.nextAtMs += 1_000 / feed.clip.source.frameRate;
  }
  feed.timer = setTimeout(run, Math.max(0, feed.nextAtMs - performance.now()), feed);
};

/** The decoder can start at once: from the newest key frame, as old pictures not to be shown. */
const jumpToKey = (feed: Feed): void => {
  while (feed.clip.units[feed.index]?.key !== true) feed.index = (feed.index + 1) % feed.clip.units.length;
};

const FORMAT = { annexb: 'annexb', hevc: 'annexb', fmp4: 'fmp4', mpegts: 'mpegts', jpeg: 'jpeg' } as const;

const openStatus = (feed: Feed): void => {
  const { coding, widthPx, heightPx, frameRate } = feed.clip.source;
  send({ kind: 'status', stream: streamId(feed.stream), status: { kind: 'open', profile: 'sub', codec: feed.clip.codec, format: FORMAT[coding], widthPx, heightPx, frameRate, pace: 'full', lowered: null, audio: { codec: 'pcmu', sampleRateHz: 8_000 } } });
};

const onCommand = (command: FeedCommand): void => {
  if (command.kind === 'clip') {
    const bytes = new Uint8Array(readFileSync(command.clip.file));
    const units = SPLITTERS[command.clip.coding](bytes).map(({ offset, length, key }) => ({ key, data: bytes.slice(offset, offset + length) }));
    clips.set(command.clip.name, { source: command.clip, codec: command.clip.codec ?? codecOf(bytes) ?? '', units });
    return;
  }
  if (command.kind === 'obey') {
    obeys = command.on;
    return;
  }
  if (command.kind === 'mute') {
    isMuted = command.on;
    return;
  }
  if (command.kind === 'open') {
    const clip = clips.get(command.clip);
    if (clip === undefined) return;
    const feed: Feed = { stream: command.stream, clip, timer: null, nextAtMs: performance.now(), index: 0, sequence: 0, loseEvery: 0, corruptUnits: 0, corruptKeys: false, delayMs: 0 };
    feeds.set(command.stream, feed);
    openStatus(feed);
    run(feed);
    return;
  }
  const feed = feeds.get(command.stream);
  if (feed === undefined) return;
  switch (command.kind) {
    case 'close':
      if (feed.timer !== null) clearTimeout(feed.timer);
      feeds.delete(command.stream);
      return;
    case 'lose':
      feed.loseEvery = command.every;
      return;
    case 'corrupt':
      feed.corruptUnits = command.units;
      feed.corruptKeys = command.keysToo;
      return;
    case 'delay':
      feed.delayMs = command.byMs;
      return;
    case 'retune':
      feed.clip = clips.get(command.clip) ?? feed.clip;
      feed.index = 0;
      openStatus(feed);
      return;
    case 'sound':
      sendSound(feed, 0);
      return;
    case 'status':
      sendStatus(feed, command.status);
      return;
  }
};

const SOUND_PACKET_MS = 40;

const sendSound = (feed: Feed, sentMs: number): void => {
  // Full scale both ways: 0x80 and 0x00 are the ends of µ-law.
  const data = Uint8Array.from({ length: SOUND_PACKET_MS * 8 }, (_, at) => (Math.floor(at / 8) % 2 === 0 ? 0x90 : 0x10)).buffer;
  send({ kind: 'audio', stream: streamId(feed.stream), captureUtcUs: Math.round((performance.timeOrigin + performance.now()) * 1_000), data });
  if (sentMs < 3_000) setTimeout(sendSound, SOUND_PACKET_MS, feed, sentMs + SOUND_PACKET_MS);
};

const sendStatus = (feed: Feed, status: 'camera/lost' | 'camera/broken' | 'app/not-allowed' | 'unreachable' | 'open'): void => {
  const stream = streamId(feed.stream);
  if (status === 'open') openStatus(feed);
  else if (status === 'unreachable') send({ kind: 'status', stream, status: { kind: 'unreachable', code: 'tier/unreachable' } });
  else if (status === 'camera/lost') send({ kind: 'status', stream, status: { kind: 'interrupted', code: status } });
  else send({ kind: 'status', stream, status: { kind: 'refused', code: status satisfies ErrorCode } });
};

process.parentPort.on('message', ({ data, ports }) => {
  const [given] = ports;
  if (given !== undefined) {
    port = given;
    given.on('message', (event) => {
      const request = event.data as WindowToGateway;
      if (request.kind !== 'key-frame') return;
      keyFrameRequests += 1;
      const feed = feeds.get(request.stream);
      if (obeys && feed !== undefined) jumpToKey(feed);
    });
    given.start();
    return;
  }
  if (data === 'report') {
    const report: FeedReport = { sent, keyFrameRequests };
    process.parentPort.postMessage(report);
    return;
  }
  onCommand(data as FeedCommand);
});
