import type { MediaOutlet } from './mse-feed.ts';

/**
 * A MediaSource made in the worker, so that a busy page does not hold up its fragments. `onHandle`: to be transferred to the page, whose
 * element takes it as `srcObject`.
 */
export const openMediaOutlet = (codec: string, on: { readonly onHandle: (handle: MediaSourceHandle) => void; readonly onIdle: () => void; readonly onError: () => void }): MediaOutlet => {
  const media = new MediaSource();
  let buffer: SourceBuffer | null = null;
  media.onsourceopen = () => {
    media.onsourceopen = null;
    try {
      buffer = media.addSourceBuffer(`video/mp4; codecs="${codec}"`);
    } catch {
      on.onError();
      return;
    }
    buffer.onupdateend = on.onIdle;
    buffer.onerror = on.onError;
    on.onIdle();
  };
  on.onHandle(media.handle);
  return {
    isIdle: () => buffer !== null && !buffer.updating && media.readyState === 'open',
    append: (data, offsetS) => {
      if (buffer === null) return;
      buffer.timestampOffset = offsetS;
      buffer.appendBuffer(data);
    },
    remove: (fromS, untilS) => buffer?.remove(fromS, untilS),
    close: () => {
      media.onsourceopen = null;
      if (buffer === null) return;
      buffer.onupdateend = null;
      buffer.onerror = null;
    },
  };
};
