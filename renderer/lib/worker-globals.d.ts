/** W3C mediacapture-transform, workers only: a track fed with frames, and its transferable track. */
interface VideoTrackGenerator {
  readonly writable: WritableStream<VideoFrame>;
  readonly track: Transferable;
}
declare const VideoTrackGenerator: { new (): VideoTrackGenerator } | undefined;
