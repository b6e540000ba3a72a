import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { Activity, Cctv, Gauge, MonitorCog, ScanEye, Undo2, type LucideIcon } from 'lucide-react';
import { useCommands } from '../../commands/commands-context.tsx';
import { useShortcuts } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { sumsOf } from '../../state/selectors/wall-tiles.ts';
import { useSlice, useView } from '../../state/state-context.tsx';
import { useWallTiles } from '../../state/use-wall-tiles.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CameraLists } from '../../widgets/camera-lists/index.ts';
import { KeyList } from '../../widgets/key-list/index.ts';
import { LinkBudget } from '../../widgets/link-budget/index.ts';
import { WallStatus } from '../../widgets/wall-status/index.ts';
import { WallFace } from './wall-face.tsx';
import styles from './wall-control-screen.module.css';

const TABS = ['map', 'status', 'cameras', 'link'] as const;
type Tab = (typeof TABS)[number];
const ICON: Readonly<Record<Tab, LucideIcon>> = { map: MonitorCog, status: Activity, cameras: Cctv, link: Gauge };
const STEP: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The wall from the desk: the monitors and scenes, how every tile is, which cameras are shown, what the link bears. */
export const WallControlScreen = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const tiles = useWallTiles();
  const [tab, setTab] = useState<Tab>('map');
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const wallLink = useSlice('wallLink', (replica) => [...replica.records.values()][0]?.state ?? 'off');
  useShortcuts('wall');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEP[event.key];
    const next = step === undefined ? undefined : TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    if (next === undefined) return;
    event.preventDefault();
    setTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  // As the status page lists them: without the desk's own.
  const { wrong } = sumsOf(tiles.filter(({ monitor }) => monitor !== null));
  return (
    <>
      <main className={styles['main']}>
        <h1 className="visually-hidden">{t('control:title')}</h1>
        <div className={styles['bar']}>
          <div role="tablist" aria-label={t('control:tabs')} className={styles['tabs']} onKeyDown={onKeyDown}>
            {TABS.map((each) => {
              const Icon = ICON[each];
              return (
                <button
                  key={each}
                  type="button"
                  role="tab"
                  id={`control-tab-${each}`}
                  aria-selected={each === tab}
                  aria-controls="control-panel"
                  tabIndex={each === tab ? 0 : -1}
                  data-tab={each}
                  className={classNames(styles['tab'], each === tab && styles['open'])}
                  onClick={() => {
                    setTab(each);
                  }}
                >
                  <Icon size={16} aria-hidden />
                  {t(`control:tab.${each}`)}
                  {each === 'status' && wrong > 0 && (
                    <span className={styles['wrong']} title={t('control:map.wrong', { count: wrong })}>
                      {wrong}
                    </span>
                  )}
                </button>
              );
            })}
          </div>
          {wallLink !== 'off' && (
            <span className={classNames(styles['broker'], wallLink === 'offline' && styles['brokerAway'])} data-wall-link={wallLink}>
              {t(`control:broker.${wallLink}`)}
            </span>
          )}
          <Button look="quiet" title={`${t('control:undoTip')} (U)`} onClick={commands.undoWall}>
            <Undo2 size={16} aria-hidden />
            {t('control:undo')}
          </Button>
          <Button look="quiet" title={`${t('wall:identify')} (N)`} onClick={commands.identifyMonitors}>
            <ScanEye size={16} aria-hidden />
            {t('wall:identifyShort')}
          </Button>
        </div>
        <div role="tabpanel" id="control-panel" aria-labelledby={`control-tab-${tab}`} className={styles['panel']}>
          {tab === 'map' && (
            <WallFace
              tiles={tiles}
              onStatus={() => {
                setTab('status');
              }}
            />
          )}
          {tab === 'status' && <WallStatus tiles={tiles} />}
          {tab === 'cameras' && <CameraLists tiles={tiles} />}
          {tab === 'link' && <LinkBudget tiles={tiles} />}
        </div>
      </main>
      {isKeyListOpen && <KeyList />}
    </>
  );
};
