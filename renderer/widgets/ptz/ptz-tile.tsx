import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { TileState } from '@contract/domain/tile-state.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { TileSession } from '../../players/tile-session.ts';
import { placeInPicture, WHOLE } from '../../players/zoom.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { PtzOverlay } from './ptz-overlay.tsx';
import { usePadActs, usePtzPad } from './use-ptz-pad.ts';
import type { SteerableCamera } from './use-steerable.ts';
import { usePtzKeys } from './use-ptz-keys.ts';
import { usePtzPointer, type Drawn } from './use-ptz-pointer.ts';

interface PtzTileProps {
  /** Shown now; see `useSteerable`. */
  readonly camera: SteerableCamera;
  readonly index: number;
  readonly isSelected: boolean;
  readonly session: Pick<TileSession, 'fit'>;
  readonly state: TileState;
  readonly zoom: Zoom | null;
}

/**
 * Steering of the camera in a tile of the desk: by joystick while the tile is selected, and by pointer and keys while steering is
 * switched on as well. Whatever is held ends with the tile's selection, its camera and the tile itself.
 */
export const PtzTile = ({ camera, index, isSelected, session, state, zoom }: PtzTileProps): ReactNode => {
  const commands = useCommands();
  const { steer } = useViewActions();
  const isSteering = useView((view) => view.isSteering);
  const self = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const isOn = isSelected && isSteering && state.kind !== 'playback';
  const isPadOn = isSelected && state.kind !== 'playback';
  // A picture that is not of now shows another place than the head looks at.
  const isNow = state.kind === 'live' || state.kind === 'reduced';
  const end = useCallback(() => {
    steer(false);
  }, [steer]);
  useEffect(
    () =>
      commands.answerTileActs(index, (act) => {
        if (act === 'steer') steer(!isSteering || !isSelected);
        return act === 'steer';
      }),
    [commands, index, steer, isSteering, isSelected],
  );
  usePtzKeys({ camera: camera.id, isOn, onEnd: end });
  usePtzPointer({ inside: self, camera: camera.id, isOn, toPicture: (at) => (isNow ? placeInPicture(zoom ?? WHOLE, at, session.fit) : null), onDraw: setDrawn });
  usePtzPad({
    camera: camera.id,
    isOn: isPadOn,
    onMove: () => {
      steer(true);
    },
  });
  usePadActs(isPadOn, (act) => {
    const preset = /^preset-(\d)$/.exec(act)?.[1];
    if (preset !== undefined) commands.ptz.perform(camera.id, { kind: 'preset-go', preset: Number(preset) });
    else if (act === 'home') commands.ptz.perform(camera.id, { kind: 'home' });
    else if (act === 'snapshot') commands.tileAct('snapshot', index);
    else if (act === 'release') void commands.ptz.letGo(camera.id);
  });
  return <div ref={self}>{isOn && <PtzOverlay camera={camera} isNow={isNow} drawn={drawn} />}</div>;
};
