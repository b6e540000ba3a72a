import { useEffect, useRef, useState, type RefObject } from 'react';
import type { AppError } from '@contract/domain/result.ts';
import { useCommands } from '../../../commands/commands-context.tsx';

export type DeskPicture = { readonly kind: 'opening' } | { readonly kind: 'showing' } | { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly error: AppError };

/** Chromium's own form of the constraint: the picture of one page, named by main. */
interface TabConstraint {
  readonly mandatory: { readonly chromeMediaSource: 'tab'; readonly chromeMediaSourceId: string; readonly maxFrameRate: number };
}
const tabConstraint = (sourceId: string): MediaStreamConstraints => {
  const video: MediaTrackConstraints & TabConstraint = { mandatory: { chromeMediaSource: 'tab', chromeMediaSourceId: sourceId, maxFrameRate: 15 } };
  return { audio: false, video };
};

/** A source's name is good for ten seconds, and the desk may have been loaded anew: asks again after this long. */
const AGAIN_MS = 3_000;

/** Shows the desk's window in a video element while the component stands. */
export function useDeskPicture(): { readonly video: RefObject<HTMLVideoElement | null>; readonly picture: DeskPicture } {
  const { deskSource } = useCommands();
  const video = useRef<HTMLVideoElement>(null);
  const [picture, setPicture] = useState<DeskPicture>({ kind: 'opening' });
  useEffect(() => {
    let isOver = false;
    let timer = 0;
    let stream: MediaStream | null = null;
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
    };
    const again = (told: DeskPicture): void => {
      if (isOver) return;
      stop();
      setPicture(told);
      timer = window.setTimeout(() => void open(), AGAIN_MS);
    };
    const open = async (): Promise<void> => {
      const source = await deskSource();
      if (isOver) return;
      if (!source.ok) {
        again({ kind: 'failed', error: source.error });
        return;
      }
      const got = await navigator.mediaDevices.getUserMedia(tabConstraint(source.value.sourceId)).catch(() => null);
      const place = video.current;
      if (isOver || got === null || place === null) {
        for (const track of got?.getTracks() ?? []) track.stop();
        again({ kind: 'ended' });
        return;
      }
      stream = got;
      for (const track of got.getTracks()) {
        track.addEventListener('ended', () => {
          again({ kind: 'ended' });
        });
      }
      place.srcObject = got;
      await place.play().catch(() => undefined);
      if (!isOver) setPicture({ kind: 'showing' });
    };
    void open();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      stop();
    };
  }, [deskSource]);
  return { video, picture };
}
