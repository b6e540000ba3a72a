import type { ReactNode } from 'react';
import { CircleCheck, CircleDashed, CloudOff } from 'lucide-react';
import type { TierRecord } from '@contract/state/slices.ts';
import { formatShortMoment } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './connection-words.module.css';

/** How the console stands to its server, in shape and word; amber only when it is away. */
export const ConnectionWords = ({ tier, withTime = false }: { readonly tier: TierRecord | null; readonly withTime?: boolean }): ReactNode => {
  const t = useText();
  const kind = tier?.connection.kind ?? 'connecting';
  const Shape = kind === 'online' ? CircleCheck : kind === 'connecting' ? CircleDashed : CloudOff;
  const sinceUtcMs = tier?.connection.kind === 'offline' ? tier.connection.sinceUtcMs : null;
  return (
    <span className={styles['words']} data-connection={kind}>
      <Shape size={16} aria-hidden />
      <span>
        {t(`common:connection.${kind}`)}
        {withTime && sinceUtcMs !== null && ` ${t('common:connection.since', { time: formatShortMoment(sinceUtcMs) })}`}
      </span>
    </span>
  );
};
