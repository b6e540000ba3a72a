// Chromium's media and Trusted Types names that TypeScript's libraries lack. Types only: import it with `import type {}`.
declare global {
  /** Chromium, pages only: a track fed with frames. The writable closes what is written to it. */
  interface MediaStreamTrackGenerator extends MediaStreamTrack {
    readonly writable: WritableStream<VideoFrame>;
  }
  const MediaStreamTrackGenerator: { new (init: { readonly kind: 'video' }): MediaStreamTrackGenerator } | undefined;

  interface MediaSource {
    /** Of one made in a worker (Chromium 108): transferable once. */
    readonly handle: MediaSourceHandle & Transferable;
  }

  interface TrustedScriptUrlPolicy {
    readonly createScriptURL: (url: string) => string;
  }
  interface TrustedTypesFactory {
    /** The real one answers a TrustedScriptURL, which stands wherever a script's address is wanted. */
    readonly createPolicy: (name: string, rules: { readonly createScriptURL: (url: string) => string }) => TrustedScriptUrlPolicy;
  }
  const trustedTypes: TrustedTypesFactory | undefined;
}

export {};
