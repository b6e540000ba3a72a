import type { ReactNode } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import { alarmKeyWords, type AlarmKeyAct } from '../../commands/alarm-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
import { nextWish, type Wish } from './act-offers.ts';
import { offersAny, useOfferContext } from './use-offers.ts';
import styles from './alarm-acts.module.css';

interface ActBarProps {
  readonly label: string;
  /** At least one. */
  readonly targets: readonly Alarm[];
  readonly isBusy: boolean;
  readonly onWish: (wish: Wish) => void;
}

const KEY_OF: Partial<Readonly<Record<Wish, AlarmKeyAct>>> = { acknowledge: 'acknowledge', claim: 'claim', takeOver: 'claim', resolve: 'resolve', false: 'false', close: 'close', shelve: 'shelve', unshelve: 'shelve', merge: 'merge', undo: 'undo', note: 'note' };

/** All that can be done to an alarm, or to several, as buttons; the usual next act stands out. Nothing for a person without the right. */
export const ActBar = ({ label, targets, isBusy, onWish }: ActBarProps): ReactNode => {
  const t = useText();
  const menu = useMenuPlace();
  const context = useOfferContext();
  const [only] = targets;
  if (context === null || only === undefined) return null;
  const offers = (wish: Wish): boolean => offersAny(targets, wish, context);
  const shown: readonly Wish[] = ['acknowledge', !offers('claim') && offers('takeOver') ? 'takeOver' : 'claim', 'resolve', 'false', 'close', targets.every(({ shelved }) => shelved !== null) ? 'unshelve' : 'shelve', ...(targets.length === 1 ? (['undo'] as const) : [])];
  const next = nextWish(only);
  const keyOf = (wish: Wish): string => {
    const key = KEY_OF[wish];
    return key === undefined ? '' : (alarmKeyWords(key).at(-1) ?? '');
  };
  return (
    <div className={styles['bar']} role="toolbar" aria-label={label}>
      {shown.map((wish) => (
        <Button
          key={wish}
          look={wish === next ? 'primary' : 'plain'}
          className={styles['act']}
          disabled={isBusy || !offers(wish)}
          aria-keyshortcuts={keyOf(wish) || undefined}
          title={t('alarms:act.withKey', { act: t(`alarms:act.${wish}`), key: keyOf(wish) })}
          onClick={() => {
            onWish(wish);
          }}
        >
          {t(`alarms:act.${wish}`)}
          <kbd className={styles['key']} aria-hidden="true">
            {keyOf(wish)}
          </kbd>
        </Button>
      ))}
      <MoreButton label={t('alarms:act.more')} look="plain" menu={menu} />
      {menu.at !== null && (
        <Menu
          label={t('alarms:act.more')}
          at={menu.at}
          items={([...(targets.length === 1 ? [] : (['undo'] as const)), 'note', 'release', 'assign', 'merge'] as const).map((wish) => ({
            id: wish,
            label: `${t(`alarms:act.${wish}`)}…`,
            hint: keyOf(wish),
            isOff: wish === 'merge' ? targets.length < 2 : !offers(wish),
            act: () => {
              onWish(wish);
            },
          }))}
          onClose={menu.close}
        />
      )}
    </div>
  );
};
