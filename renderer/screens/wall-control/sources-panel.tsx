import { useMemo, useState, type ReactNode } from 'react';
import { BellRing, MonitorUp } from 'lucide-react';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTime, nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { alarmTitle } from '../../ui/alarm-words.ts';
import { carry } from '../../ui/drag-data.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { CameraPicker } from '../../widgets/camera-picker/index.ts';
import styles from './wall-control-screen.module.css';

const SOURCES = ['cameras', 'layouts', 'alarms'] as const;
type Source = (typeof SOURCES)[number];

interface SourcesPanelProps {
  /** The chosen monitor, which a press sends to; null: there is none. */
  readonly monitor: Monitor | null;
  readonly intoTile: number | null;
}

/** What can be put on the wall: a press sends it to the chosen monitor, a drag to any. */
export const SourcesPanel = ({ monitor, intoTile }: SourcesPanelProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const [source, setSource] = useState<Source>('cameras');
  const number = monitor?.number ?? 0;
  return (
    <section className={styles['sources']} aria-label={t('control:sources.title')}>
      <Segmented label={t('control:sources.title')} value={source} options={SOURCES.map((value) => ({ value, name: t(`control:sources.${value}`), content: t(`control:sources.${value}`) }))} onPick={setSource} />
      <p className={styles['hint']}>{monitor === null ? t('wall:noMonitors') : t('control:sources.hint', { number })}</p>
      {source === 'cameras' && (
        <CameraPicker
          verb={(name) => t('control:sources.send', { name, number })}
          onPick={(camera) => {
            if (monitor === null) return;
            const surface = monitorSurface(monitor.id);
            if (intoTile === null) commands.openCameraOn(surface, camera, 0);
            else commands.placeContent(surface, intoTile, cameraContent(camera));
          }}
        />
      )}
      {source === 'layouts' && <Layouts monitor={monitor} />}
      {source === 'alarms' && <Alarms monitor={monitor} />}
    </section>
  );
};

const Layouts = ({ monitor }: { readonly monitor: Monitor | null }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const layouts = useSlice('layouts', selectRecords);
  const desk = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...layouts.values()].sort((one, other) => compare(one.name, other.name));
  }, [layouts, language]);
  const number = monitor?.number ?? 0;
  return (
    <ul className={styles['things']}>
      <li
        draggable
        onDragStart={(event) => {
          carry(event.dataTransfer, { desk: DESK_SURFACE }, 'copy');
        }}
      >
        <button
          type="button"
          className={styles['thing']}
          aria-label={t('control:sources.send', { name: t('control:sources.desk'), number })}
          onClick={() => {
            if (monitor !== null) commands.sendDesk(monitor.id);
          }}
        >
          <MonitorUp size={16} aria-hidden />
          <span className={styles['cut']}>{t('control:sources.desk')}</span>
          <ArrangementGlyph arrangement={desk.arrangement} hollow={(tile) => desk.contents[tile] === null} />
        </button>
      </li>
      {sorted.length === 0 && <li className={styles['noteLine']}>{t('wall:layouts.empty')}</li>}
      {sorted.map((layout) => (
        <li
          key={layout.id}
          draggable
          onDragStart={(event) => {
            carry(event.dataTransfer, { layout: layout.id }, 'copy');
          }}
        >
          <button
            type="button"
            className={styles['thing']}
            aria-label={t('wall:layouts.sendTo', { name: layout.name, number })}
            onClick={() => {
              if (monitor !== null) commands.applyLayout(monitorSurface(monitor.id), layout.id);
            }}
          >
            <ArrangementGlyph arrangement={layout.arrangement} hollow={(tile) => layout.contents[tile] === null} />
            <span className={styles['cut']}>{layout.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};

const Alarms = ({ monitor }: { readonly monitor: Monitor | null }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const alarms = useSlice('alarms', selectRecords);
  const sorted = useMemo(() => [...alarms.values()].sort((one, other) => one.priority - other.priority || other.raisedUtcMs - one.raisedUtcMs), [alarms]);
  if (sorted.length === 0) return <p className={styles['noteLine']}>{t('content:alarms.none')}</p>;
  return (
    <ul className={styles['things']}>
      {sorted.map((alarm) => (
        <li
          key={alarm.id}
          draggable
          onDragStart={(event) => {
            carry(event.dataTransfer, { alarm: alarm.id, ...(alarm.camera !== null && { camera: alarm.camera }) }, 'copy');
          }}
        >
          <button
            type="button"
            className={styles['thing']}
            disabled={alarm.camera === null}
            aria-label={t('control:sources.send', { name: `${alarmTitle(t, alarm)} (${t(`content:alarms.priority.${alarm.priority}`)})`, number: monitor?.number ?? 0 })}
            onClick={() => {
              if (monitor !== null) commands.sendAlarm(alarm.id, monitorSurface(monitor.id));
            }}
          >
            <BellRing size={16} aria-hidden />
            <span className={styles['thingWords']}>
              <span className={styles['cut']}>{alarmTitle(t, alarm)}</span>
              <span className={styles['small']} aria-hidden="true">{[t(`content:alarms.priority.${alarm.priority}`), formatTime(alarm.raisedUtcMs)].join(' · ')}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};
