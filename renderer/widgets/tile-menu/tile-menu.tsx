import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  AlarmClock,
  BellRing,
  Camera,
  Crosshair,
  Eraser,
  History,
  Image,
  ListVideo,
  LocateFixed,
  Map as MapIcon,
  MonitorUp,
  MousePointerClick,
  Pause,
  Play,
  Search,
  ShieldOff,
  SkipBack,
  SkipForward,
  Undo2,
  Volume2,
  ZoomIn,
} from 'lucide-react';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface, type CameraId } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { TileAct } from '../../commands/tile-acts.ts';
import { useKeyWords } from '../../commands/use-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectPicked, selectRecords } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { useContentNames } from './use-content-names.ts';
import type { OpenTileMenu } from './use-tile-menu.ts';

interface TileMenuProps {
  readonly index: number;
  readonly content: TileContent | null;
  readonly name: string;
  readonly open: OpenTileMenu;
  readonly onClose: () => void;
}

/** What can be done with a tile of the desk, as a list. Everything a drag or the bar does can be done here too. */
export const TileMenu = ({ index, content, name, open, onClose }: TileMenuProps): ReactNode => {
  const [list, setList] = useState(open.list);
  if (list === 'memory') return <MemoryMenu index={index} open={open} onClose={onClose} />;
  if (list === 'monitors') return <MonitorMenu camera={cameraOf(content)} open={open} onClose={onClose} />;
  return <MainMenu index={index} content={content} name={name} open={open} onClose={onClose} onList={setList} />;
};

const cameraOf = (content: TileContent | null): CameraId | null => (content?.kind === 'camera' ? content.camera : null);

const MainMenu = ({ index, content, name, open, onClose, onList }: TileMenuProps & { readonly onList: (list: OpenTileMenu['list']) => void }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { openBeside, fail } = useViewActions();
  const keyWords = useKeyWords();
  const person = useSlice('session', selectPerson);
  const picked = useSlice('picked', selectPicked);
  const camera = cameraOf(content);
  const record = useCameraRecord(camera);
  const canControl = holdsRight(person, 'wall.control');
  const hasPictures = content !== null && (content.kind === 'camera' || content.kind === 'sequence' || (content.kind === 'hotspot' && picked !== null));
  const tileAct = (id: TileAct, label: string, icon: MenuItem['icon'], more: Partial<MenuItem> = {}): MenuItem => ({ id, label, icon, hint: keyWords(`tile.${id}`), act: () => commands.tileAct(id, index), ...more });
  const place = (put: TileContent, icon: MenuItem['icon'], isApart = false): MenuItem => ({
    id: `place-${put.kind}`,
    label: t('tiles:menu.place', { what: t(`content:kind.${put.kind}`) }),
    icon,
    isApart,
    act: () => {
      commands.placeContent(DESK_SURFACE, index, put);
    },
  });
  const items: MenuItem[] = [];
  if (hasPictures) {
    items.push(tileAct('replay', t('tiles:tool.replay'), History));
    if (holdsRight(person, 'snapshot.take')) items.push(tileAct('snapshot', t('tiles:tool.snapshot'), Camera));
    if (record?.hasAudio === true) items.push(tileAct('sound', t('tiles:tool.sound'), Volume2));
    if (content.kind === 'camera') items.push(tileAct('zoom-in', t('tiles:tool.zoomIn'), ZoomIn), tileAct('zoom-tile', t('tiles:tool.zoomTile'), Crosshair, { isOff: content.zoom === null }));
    if (record?.masks !== undefined && record.masks.length > 0 && holdsRight(person, 'mask.lift')) items.push(tileAct('lift-mask', t('tiles:tool.liftMask'), ShieldOff));
  }
  if (content?.kind === 'sequence') {
    const isPaused = content.run.kind === 'paused';
    items.push(tileAct('run', t(isPaused ? 'tiles:tool.resume' : 'tiles:tool.pause'), isPaused ? Play : Pause, { isApart: true }), tileAct('step-previous', t('tiles:tool.previous'), SkipBack), tileAct('step-next', t('tiles:tool.next'), SkipForward));
  }
  if (camera !== null) {
    items.push(
      { id: 'pick', label: t('tiles:menu.pick'), icon: MousePointerClick, hint: keyWords('wall.pick'), isApart: true, act: () => { commands.pick(camera); } },
      { id: 'find', label: t('tiles:menu.find'), icon: Search, hint: keyWords('find'), act: () => { commands.find(camera); } },
    );
    if (canControl) items.push({ id: 'monitors', label: t('tiles:menu.toMonitor'), icon: MonitorUp, keepsOpen: true, act: () => { onList('monitors'); } });
  }
  items.push({ id: 'sequence', label: t(content?.kind === 'sequence' ? 'tiles:menu.changeSequence' : 'tiles:menu.sequence'), icon: ListVideo, isApart: items.length > 0, act: () => { openBeside({ kind: 'sequence', tile: index }); } });
  items.push(tileAct('back', t('tiles:tool.back'), Undo2), { id: 'memory', label: t('tiles:tool.memory'), icon: History, hint: keyWords('tile.memory'), keepsOpen: true, act: () => { onList('memory'); } });
  if (content === null) {
    items.push(
      place({ kind: 'hotspot' }, LocateFixed, true),
      place({ kind: 'alarms' }, BellRing),
      place({ kind: 'map' }, MapIcon),
      place({ kind: 'clock' }, AlarmClock),
      { id: 'place-picture', label: t('tiles:menu.place', { what: t('content:kind.picture') }), icon: Image, act: () => { placePicture(); } },
    );
  } else items.push(tileAct('clear', t('tiles:tool.clear'), Eraser, { isApart: true }));
  const placePicture = (): void => {
    void commands.importPicture().then((answer) => {
      if (!answer.ok) fail(answer.error);
      else if (answer.value.picture !== null) commands.placeContent(DESK_SURFACE, index, { kind: 'picture', picture: answer.value.picture });
    });
  };
  return <Menu label={content === null ? t('tiles:emptyTile', { number: index + 1 }) : t('tiles:menu.label', { name, number: index + 1 })} at={open.at} items={items} onClose={onClose} />;
};

interface ListProps {
  readonly open: OpenTileMenu;
  readonly onClose: () => void;
}

const NO_MEMORY: readonly TileContent[] = [];

/** The last eight things a tile held, newest first. */
const MemoryMenu = ({ index, open, onClose }: ListProps & { readonly index: number }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { fail } = useViewActions();
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  const [memory, setMemory] = useState<readonly TileContent[] | null>(null);
  const nameOf = useContentNames(memory ?? NO_MEMORY);
  useEffect(() => {
    let isOver = false;
    void commands.tileMemory(DESK_SURFACE, index).then((answer) => {
      if (isOver) return;
      if (answer.ok) setMemory(answer.value);
      else {
        fail(answer.error);
        close.current();
      }
    });
    return () => {
      isOver = true;
    };
  }, [commands, index, fail]);
  const items = useMemo((): readonly MenuItem[] => {
    const nothing = (label: string): readonly MenuItem[] => [{ id: 'none', label, isOff: true, act: () => undefined }];
    if (memory === null) return nothing(t('tiles:memory.loading'));
    if (memory.length === 0) return nothing(t('tiles:memory.none'));
    return memory.map((content, place) => ({
      id: String(place),
      label: nameOf(content),
      hint: String(place + 1),
      act: () => {
        commands.placeContent(DESK_SURFACE, index, content.kind === 'camera' ? cameraContent(content.camera) : content);
      },
    }));
  }, [memory, t, nameOf, commands, index]);
  return <Menu label={t('tiles:memory.title')} at={open.at} items={items} onClose={onClose} />;
};

/** Monitors a camera can be opened on. */
const MonitorMenu = ({ camera, open, onClose }: ListProps & { readonly camera: CameraId | null }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const items = byNumber(monitors).map((monitor): MenuItem => ({
    id: monitor.id,
    label: t('wall:monitor', { number: monitor.number }),
    icon: MonitorUp,
    isOff: !monitor.present,
    act: () => {
      if (camera !== null) commands.openCameraOn(monitorSurface(monitor.id), camera, 0);
    },
  }));
  return <Menu label={t('tiles:menu.toMonitor')} at={open.at} items={items} onClose={onClose} />;
};
