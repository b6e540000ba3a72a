/* What `assets/demo/clips/index.json` says. */

/** One encoded size of a clip. Access unit i lies at the sum of the sizes before it; every `keyEvery`-th is a key picture. */
export interface ClipFile {
  /** Name beside the index. */
  readonly file: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Frames a second. */
  readonly frameRate: number;
  /** RFC 6381 name, for example avc1.4d401f. */
  readonly codec: string;
  /** How its units are packed; absent: H.264 or H.265 in Annex-B form. */
  readonly format?: 'fmp4' | 'mpegts' | 'jpeg';
  readonly keyEvery: number;
  /** Bytes of each access unit, in order, without gaps. */
  readonly sizes: readonly number[];
}

/** One clip of the index. */
export interface ClipEntry {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly suits: readonly string[];
  readonly loopMs: number;
  readonly main: ClipFile;
  readonly sub: ClipFile;
}

/** A sound that repeats without a gap, one byte a sample. */
export interface SoundFile {
  readonly file: string;
  readonly codec: 'pcmu';
  readonly sampleRateHz: number;
  /** How many samples it has. */
  readonly samples: number;
}

/** Streams of another kind than the clips have, for single cameras (samples.ts). */
export interface SampleEntry {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly loopMs: number;
  readonly main?: ClipFile;
  readonly sub?: ClipFile;
  readonly sound?: SoundFile;
}

/** `index.json`. */
export interface ClipIndex {
  readonly version: 1;
  readonly clips: readonly ClipEntry[];
  readonly samples: readonly SampleEntry[];
}
