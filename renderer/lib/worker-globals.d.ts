/** W3C mediacapture-transform, workers only: a track fed with frames, and its transferable track. */
interface VideoTrackGenerator {
  readonly writable: WritableStream<VideoFrame>;
  readonly track: Transferable;
}
declare const VideoTrackGenerator: { new (): VideoTrackGenerator } | undefined;

// Media Source Extensions 2, workers (Chromium 108): the part that is used.
interface SourceBuffer {
  readonly updating: boolean;
  timestampOffset: number;
  onupdateend: (() => void) | null;
  onerror: (() => void) | null;
  readonly appendBuffer: (data: ArrayBuffer) => void;
  readonly remove: (startS: number, endS: number) => void;
}
interface MediaSource {
  readonly readyState: 'closed' | 'open' | 'ended';
  /** Transferable once. */
  readonly handle: MediaSourceHandle & Transferable;
  onsourceopen: (() => void) | null;
  readonly addSourceBuffer: (type: string) => SourceBuffer;
}
declare const MediaSource: { new (): MediaSource; readonly isTypeSupported: (type: string) => boolean };
