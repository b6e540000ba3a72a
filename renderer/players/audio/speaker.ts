import type { AudioState } from '../player-events.ts';
import { planPacket } from './jitter-plan.ts';
import { decodePcmu } from './pcmu.ts';

/** Plays the sound of one tile. The owner closes it. */
export interface Speaker {
  /** G.711 µ-law; what comes too late or too much is left out. */
  readonly push: (data: ArrayBuffer) => void;
  /** RMS of what is played now, 0..1. */
  readonly level: () => number;
  /** May be called twice. */
  readonly close: () => void;
}

export interface SpeakerOptions {
  readonly sampleRateHz: number;
  readonly onState: (state: Exclude<AudioState, 'off'>) => void;
}

export type SpeakerFactory = (options: SpeakerOptions) => Speaker;

/** Nothing came for this long: it is silent because nothing comes. */
const QUIET_MS = 1_000;
/** An output whose clock stands still for this long plays nothing. */
const FROZEN_MS = 2_000;

/** Through the PC's default output. A PC without one is told as `no-device`; nothing throws. */
export const createSpeaker: SpeakerFactory = ({ sampleRateHz, onState }) => {
  let said: AudioState | null = null;
  let output: { readonly context: AudioContext; readonly gain: GainNode; readonly analyser: AnalyserNode } | null = null;
  let nextS: number | null = null;
  let lastPacketMs = -Infinity;
  let clock = { seenS: -1, sinceMs: performance.now() };
  let isClosed = false;
  /** Chromium plays into nothing without a device, and its clock runs all the same: the list of devices tells. Null: not yet. */
  let hasDevice: boolean | null = null;

  const say = (state: Exclude<AudioState, 'off'>): void => {
    if (isClosed || said === state) return;
    said = state;
    onState(state);
  };
  const open = (): void => {
    try {
      const context = new AudioContext({ latencyHint: 'interactive' });
      const gain = context.createGain();
      const analyser = context.createAnalyser();
      analyser.fftSize = 1_024;
      gain.connect(analyser).connect(context.destination);
      output = { context, gain, analyser };
      context.resume().catch(() => undefined);
    } catch {
      say('no-device');
    }
  };
  const look = async (): Promise<void> => {
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    hasDevice = devices.some(({ kind }) => kind === 'audiooutput');
    if (hasDevice === false) say('no-device');
  };
  const isFrozen = (context: AudioContext): boolean => {
    const nowMs = performance.now();
    if (context.currentTime !== clock.seenS) clock = { seenS: context.currentTime, sinceMs: nowMs };
    return nowMs - clock.sinceMs > FROZEN_MS;
  };
  const watch = window.setInterval(() => {
    if (output === null) return;
    if (hasDevice === false || isFrozen(output.context)) say('no-device');
    else say(hasDevice === true && performance.now() - lastPacketMs < QUIET_MS ? 'playing' : 'waiting');
  }, QUIET_MS / 2);
  const onDevices = (): void => {
    void look();
  };

  say('waiting');
  open();
  void look();
  navigator.mediaDevices.addEventListener('devicechange', onDevices);
  return {
    push: (data) => {
      if (output === null || isClosed) return;
      lastPacketMs = performance.now();
      const { context, gain } = output;
      const samples = decodePcmu(new Uint8Array(data));
      if (samples.length === 0) return;
      const plan = planPacket(nextS, context.currentTime, samples.length / sampleRateHz);
      if (plan.kind === 'drop') return;
      nextS = plan.nextS;
      const buffer = context.createBuffer(1, samples.length, sampleRateHz);
      buffer.copyToChannel(samples, 0);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(gain);
      source.onended = () => {
        source.disconnect();
      };
      source.start(plan.atS);
      if (hasDevice === true && !isFrozen(context)) say('playing');
    },
    level: () => {
      if (output === null || isClosed || said !== 'playing') return 0;
      const samples = new Float32Array(output.analyser.fftSize);
      output.analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      window.clearInterval(watch);
      navigator.mediaDevices.removeEventListener('devicechange', onDevices);
      output?.context.close().catch(() => undefined);
      output = null;
    },
  };
};

/** Root mean square. */
export const loudness = (samples: Float32Array): number => {
  let sum = 0;
  for (const each of samples) sum += each * each;
  return samples.length === 0 ? 0 : Math.min(1, Math.sqrt(sum / samples.length));
};
