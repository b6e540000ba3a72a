import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Camera as CameraIcon, Crosshair, EllipsisVertical, History, Joystick, Pause, Play, ShieldOff, SkipBack, SkipForward, Undo2, Volume2, VolumeX, ZoomIn, ZoomOut } from 'lucide-react';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { TileState } from '@contract/domain/tile-state.ts';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { TileAct } from '../../commands/tile-acts.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { holdsRight, selectPerson, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions, useWindowState } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { PtzTile, useIsSteered, useSteerable } from '../ptz/index.ts';
import type { TilePlace } from '../video-tile/index.ts';
import { MaskForm } from './mask-form.tsx';
import { ReplayBar } from './replay-bar.tsx';
import { SoundMeter } from './sound-meter.tsx';
import { TileInfo } from './tile-info.tsx';
import { useSnapshot } from './use-snapshot.ts';
import { useTileZoom } from './use-tile-zoom.ts';
import { useHovered } from './use-hovered.ts';
import styles from './tile-tools.module.css';

interface TileToolsProps {
  readonly place: TilePlace;
  readonly content: TileContent;
  /** Shown now. */
  readonly camera: CameraId;
  readonly session: TileSession;
  readonly state: TileState;
}

const REPLAY_S = 60;

/** What an operator does with a picture of the desk: a slim bar while the tile is selected or under the pointer, and the answer to the keys. */
export const TileTools = ({ place, content, camera, session, state }: TileToolsProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { fail, tell, soundFrom } = useViewActions();
  const { replica, view } = useWindowState();
  const { index, isSelected } = place;
  const self = useRef<HTMLDivElement>(null);
  const isHovered = useHovered(self);
  const person = useSlice('session', selectPerson);
  const record = useCameraRecord(camera);
  const isSounding = useView((each) => each.soundTile === index);
  const isInfoShown = useView((each) => each.isTileInfoShown);
  const isLifted = useSlice('maskLifts', (each) => each.records.has(camera));
  const replay = useSyncExternalStore(session.subscribe, session.getReplay);
  const [asksMask, setAsksMask] = useState(false);
  const takeSnapshot = useSnapshot(session, camera, record);
  const zoom = content.kind === 'camera' ? content.zoom : null;
  const steerable = useSteerable(record);
  // Steering goes before the digital zoom: both would want the wheel and the hand.
  const isSteered = useIsSteered(record, isSelected);
  const zoomActs = useTileZoom({ inside: self, index, zoom, session, isOn: content.kind === 'camera' && !isSteered });
  const hasMasks = (record?.masks?.length ?? 0) > 0;
  const canLift = hasMasks && holdsRight(person, 'mask.lift');
  const canSnap = holdsRight(person, 'snapshot.take');
  const hasAudio = record?.hasAudio === true;

  const startReplay = (): void => {
    void session.startReplay(REPLAY_S).then((answer) => {
      if (!answer.ok) fail(answer.error);
    });
  };
  const toZoomTile = (): boolean => {
    if (zoom === null) return false;
    const surface = selectSurface(DESK_SURFACE)(replica.surfaces.getState());
    const free = surface.contents.indexOf(null);
    if (free < 0) {
      tell({ kind: 'no-empty-tile' });
      return true;
    }
    commands.placeContent(DESK_SURFACE, free, { kind: 'camera', camera, zoom });
    zoomActs.reset();
    tell({ kind: 'zoom-tile', number: free + 1 });
    return true;
  };
  const act = (what: TileAct): boolean => {
    const isCamera = content.kind === 'camera';
    switch (what) {
      case 'replay':
        if (session.getReplay() === null) startReplay();
        else session.endReplay();
        return true;
      case 'zoom-in':
      case 'zoom-out':
        if (isCamera) (what === 'zoom-in' ? zoomActs.in : zoomActs.out)();
        return isCamera;
      case 'zoom-reset':
        if (isCamera) zoomActs.reset();
        return isCamera;
      case 'zoom-tile':
        return toZoomTile();
      case 'snapshot':
        if (canSnap) takeSnapshot();
        return canSnap;
      case 'sound':
        if (hasAudio) soundFrom(view.store.getState().soundTile === index ? null : index);
        return hasAudio;
      case 'run':
      case 'step-next': {
        const running = session.replay();
        if (running === null) return false;
        if (what === 'step-next') running.step();
        else if (running.state.motion === 'playing') running.pause();
        else running.play();
        return true;
      }
      case 'lift-mask':
        if (canLift) setAsksMask(!asksMask);
        return canLift;
      default:
        return false;
    }
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => commands.answerTileActs(index, (what) => latest.current(what)), [commands, index]);
  // The sound belongs to what stood here, not to what comes next.
  useEffect(
    () => () => {
      if (view.store.getState().soundTile === index) soundFrom(null);
    },
    [view, soundFrom, index, camera],
  );

  const isShown = isSelected || isHovered;
  const tool = (what: TileAct, label: string, icon: ReactNode, more: { readonly isPressed?: boolean; readonly isOff?: boolean; readonly isExtra?: boolean } = {}): ReactNode => (
    <IconButton
      key={what}
      label={label}
      className={more.isExtra === true ? styles['extra'] : styles['tool']}
      tabIndex={isSelected ? 0 : -1}
      disabled={more.isOff === true}
      {...(more.isPressed !== undefined && { 'aria-pressed': more.isPressed })}
      onClick={(event) => {
        event.stopPropagation();
        commands.tileAct(what, index);
      }}
    >
      {icon}
    </IconButton>
  );
  const hasPicture = state.kind === 'live' || state.kind === 'reduced' || state.kind === 'delayed' || state.kind === 'stale' || state.kind === 'playback';
  return (
    <div ref={self} className={styles['layer']}>
      {steerable !== null && <PtzTile key={camera} camera={steerable} index={index} isSelected={isSelected} session={session} state={state} zoom={zoom} />}
      {isInfoShown && <TileInfo session={session} />}
      {isSounding && <SoundMeter session={session} />}
      {replay !== null ? (
        <ReplayBar session={session} replay={replay} />
      ) : (
        isShown && (
          <div className={styles['bar']} role="toolbar" aria-label={t('tiles:tool.label', { number: index + 1 })}>
            {content.kind === 'sequence' && (
              <>
                {tool('step-previous', t('tiles:tool.previous'), <SkipBack size={16} aria-hidden />, { isExtra: true })}
                {tool('run', t(content.run.kind === 'paused' ? 'tiles:tool.resume' : 'tiles:tool.pause'), content.run.kind === 'paused' ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />)}
                {tool('step-next', t('tiles:tool.next'), <SkipForward size={16} aria-hidden />, { isExtra: true })}
              </>
            )}
            {steerable !== null && tool('steer', t('ptz:tool'), <Joystick size={16} aria-hidden />, { isPressed: isSteered })}
            {tool('replay', t('tiles:tool.replay'), <History size={16} aria-hidden />)}
            {canSnap && tool('snapshot', t('tiles:tool.snapshot'), <CameraIcon size={16} aria-hidden />, { isOff: !hasPicture })}
            {hasAudio && tool('sound', t('tiles:tool.sound'), isSounding ? <Volume2 size={16} aria-hidden /> : <VolumeX size={16} aria-hidden />, { isPressed: isSounding })}
            {content.kind === 'camera' && tool('zoom-out', t('tiles:tool.zoomOut'), <ZoomOut size={16} aria-hidden />, { isExtra: true, isOff: zoom === null })}
            {content.kind === 'camera' && tool('zoom-in', t('tiles:tool.zoomIn'), <ZoomIn size={16} aria-hidden />, { isExtra: true })}
            {zoom !== null && tool('zoom-tile', t('tiles:tool.zoomTile'), <Crosshair size={16} aria-hidden />, { isExtra: true })}
            {canLift && tool('lift-mask', t(isLifted ? 'tiles:tool.restoreMask' : 'tiles:tool.liftMask'), <ShieldOff size={16} aria-hidden />, { isPressed: isLifted })}
            {tool('back', t('tiles:tool.back'), <Undo2 size={16} aria-hidden />, { isExtra: true })}
            {tool('menu', t('tiles:tool.more'), <EllipsisVertical size={16} aria-hidden />)}
          </div>
        )
      )}
      {asksMask && canLift && (
        <MaskForm
          camera={camera}
          name={record?.name ?? camera}
          beside={self}
          onClose={() => {
            setAsksMask(false);
          }}
        />
      )}
    </div>
  );
};
