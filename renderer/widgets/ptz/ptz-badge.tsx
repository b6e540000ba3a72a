import type { ReactNode } from 'react';
import { CircleHelp, Joystick, Route, ScanEye, type LucideIcon } from 'lucide-react';
import type { PtzHead } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useHead } from './use-head.ts';
import styles from './ptz-badge.module.css';

type Text = ReturnType<typeof useText>;

/** Who steers a camera, to everybody who sees it, on desks and walls; and that nobody knows where it looks. In the strip of a tile. */
export const PtzBadge = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const { head, lease } = useHead(camera);
  if (head === undefined) return null;
  const isUnknown = head.position === null;
  return (
    <>
      {head.holder !== null && <Mark icon={Joystick} word={holderWord(t, head, lease === 'mine')} short={lease === 'mine' ? t('ptz:badge.mineShort') : head.holder.name} tip={holderTip(t, head)} of={lease === 'mine' ? 'mine' : 'other'} />}
      {head.patrol !== null && <Mark icon={Route} word={t('ptz:badge.patrol', { number: head.patrol })} of="patrol" />}
      {head.tracking && <Mark icon={ScanEye} word={t('ptz:badge.tracking')} of="tracking" />}
      {isUnknown && <Mark icon={CircleHelp} word={t('ptz:position.unknown')} tip={t('ptz:position.unknownTip')} of="unknown" />}
    </>
  );
};

const holderWord = (t: Text, { holder }: PtzHead, isMine: boolean): string => {
  if (isMine || holder === null) return t('ptz:badge.mine');
  return holder.unitName === '' ? t('ptz:badge.other', { name: holder.name }) : t('ptz:badge.otherUnit', { name: holder.name, unit: holder.unitName });
};

const holderTip = (t: Text, head: PtzHead): string => {
  const word = holderWord(t, head, false);
  return head.untilUtcMs === null ? t('ptz:badge.since', { word, time: formatTime(head.sinceUtcMs) }) : t('ptz:badge.sinceUntil', { word, time: formatTime(head.sinceUtcMs), until: formatTime(head.untilUtcMs) });
};

interface MarkProps {
  readonly icon: LucideIcon;
  readonly word: string;
  /** Where there is no room for all of it. */
  readonly short?: string;
  readonly tip?: string;
  readonly of: 'mine' | 'other' | 'patrol' | 'tracking' | 'unknown';
}

const Mark = ({ icon: Shape, word, short = word, tip = word, of }: MarkProps): ReactNode => (
  <span className={styles['mark']} title={tip} data-ptz={of}>
    <Shape aria-hidden />
    <span className={styles['word']}>{word}</span>
    <span className={styles['short']} aria-hidden="true">
      {short}
    </span>
  </span>
);
