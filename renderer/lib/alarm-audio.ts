/** What is played at once: its parts follow each other. */
export interface Playing {
  /** Addresses of sounds, in order; one that cannot be read is left out. */
  readonly parts: readonly string[];
  /** 0..1. */
  readonly volume: number;
}

/** Plays short sounds through the PC's default output. The owner closes it. */
export interface AlarmAudio {
  /** Fetches and decodes sounds beforehand, so that they start at once. */
  readonly prepare: (parts: readonly string[]) => void;
  /** Stops what is played and begins this. Resolves with its length, ms; null: nothing of it could be played. Never throws. */
  readonly play: (playing: Playing) => Promise<number | null>;
  readonly stop: () => void;
  /** Whether a file can be decoded. */
  readonly canPlay: (address: string) => Promise<boolean>;
  /** May be called twice. */
  readonly close: () => void;
}

/** Between two parts, s. */
const PAUSE_S = 0.12;

export function createAlarmAudio(): AlarmAudio {
  const buffers = new Map<string, Promise<AudioBuffer | null>>();
  let context: AudioContext | null = null;
  let sources: readonly AudioBufferSourceNode[] = [];
  let isClosed = false;
  /** Of the newest `play` or `stop`: an earlier one that still waits for its sounds must not begin. */
  let turn = 0;

  const openContext = (): AudioContext | null => {
    try {
      context ??= new AudioContext({ latencyHint: 'interactive' });
      return context;
    } catch {
      return null;
    }
  };
  const read = async (address: string): Promise<AudioBuffer | null> => {
    const opened = openContext();
    if (opened === null) return null;
    try {
      const answer = await fetch(address);
      return answer.ok ? await opened.decodeAudioData(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  };
  const bufferOf = (address: string): Promise<AudioBuffer | null> => {
    const asked = buffers.get(address) ?? read(address);
    buffers.set(address, asked);
    void asked.then((buffer) => {
      if (buffer === null) buffers.delete(address);
    });
    return asked;
  };
  const stop = (): void => {
    turn += 1;
    for (const source of sources) source.stop();
    sources = [];
  };

  return {
    prepare: (parts) => {
      for (const part of parts) void bufferOf(part);
    },
    play: async ({ parts, volume }) => {
      stop();
      const own = turn;
      const read = (await Promise.all(parts.map(bufferOf))).filter((buffer) => buffer !== null);
      const opened = openContext();
      if (own !== turn || isClosed || opened === null || read.length === 0) return null;
      if (opened.state === 'suspended') opened.resume().catch(() => undefined);
      const gain = opened.createGain();
      gain.gain.value = volume;
      gain.connect(opened.destination);
      let atS = opened.currentTime;
      const startS = atS;
      sources = read.map((buffer) => {
        const source = opened.createBufferSource();
        source.buffer = buffer;
        source.connect(gain);
        source.start(atS);
        atS += buffer.duration + PAUSE_S;
        return source;
      });
      const last = sources.at(-1);
      if (last !== undefined) last.onended = () => { gain.disconnect(); };
      return Math.round((atS - PAUSE_S - startS) * 1_000);
    },
    stop,
    canPlay: async (address) => (await bufferOf(address)) !== null,
    close: () => {
      if (isClosed) return;
      stop();
      isClosed = true;
      buffers.clear();
      context?.close().catch(() => undefined);
      context = null;
    },
  };
}
