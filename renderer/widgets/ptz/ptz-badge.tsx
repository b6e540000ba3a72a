import type { ReactNode } from 'react';
import { CircleHelp, Joystick, Route, ScanEye, type LucideIcon } from 'lucide-react';
import type { PtzHead, PtzHolder } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { givenName } from './head-words.ts';
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
      {head.holder !== null && <Mark icon={Joystick} word={holderWord(t, head, lease === 'mine')} shorter={shorterWords(t, head.holder, lease === 'mine')} tip={holderTip(t, head)} of={lease === 'mine' ? 'mine' : 'other'} />}
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

/** Where there is less room, and where there is least. */
const shorterWords = (t: Text, { name }: PtzHolder, isMine: boolean): ShorterWords => (isMine ? { short: t('ptz:badge.mineShort'), shortest: t('ptz:badge.mineShortest') } : { short: name, shortest: givenName(name) });

interface ShorterWords {
  readonly short: string;
  readonly shortest: string;
}

interface MarkProps {
  readonly icon: LucideIcon;
  /** For readers also where the eye sees less. */
  readonly word: string;
  /** Left out: the shape alone stands where there is no room. */
  readonly shorter?: ShorterWords;
  readonly tip?: string;
  readonly of: 'mine' | 'other' | 'patrol' | 'tracking' | 'unknown';
}

const Mark = ({ icon: Shape, word, shorter, tip = word, of }: MarkProps): ReactNode => (
  <span className={classNames(styles['mark'], shorter !== undefined && styles['hand'])} title={tip} data-ptz={of}>
    <Shape aria-hidden />
    <span className={styles['word']}>{word}</span>
    {shorter !== undefined && (
      <>
        <span className={styles['short']} aria-hidden="true">
          {shorter.short}
        </span>
        <span className={styles['shortest']} aria-hidden="true">
          {shorter.shortest}
        </span>
      </>
    )}
  </span>
);
