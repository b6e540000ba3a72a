import type { ReactNode } from 'react';
import { MonitorX, Network, Unplug } from 'lucide-react';
import type { NodeId } from '@contract/domain/units.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { GroupKind } from './map-scale.ts';
import styles from './monitor-map.module.css';

/** Whose monitors a group holds, and whether that PC is there. */
export const GroupHead = ({ of, widthPx }: { readonly of: GroupKind; readonly widthPx: number }): ReactNode => {
  const t = useText();
  return (
    <p className={styles['groupHead']} style={{ maxWidth: Math.max(widthPx, 176) }}>
      {of.kind === 'away' ? (
        <>
          <Unplug size={14} aria-hidden />
          <span className={styles['cut']}>{t('control:map.tray')}</span>
        </>
      ) : of.node === null ? (
        <span className={styles['cut']}>{t('control:map.thisPc')}</span>
      ) : (
        <NodeWords node={of.node} />
      )}
    </p>
  );
};

/** Name of another PC and, when it is not heard, since when. */
export const NodeWords = ({ node }: { readonly node: NodeId }): ReactNode => {
  const t = useText();
  const record = useSlice('nodes', (replica) => replica.records.get(node) ?? null);
  const name = record?.name ?? node;
  const isDown = record?.state === 'down';
  const Shape = isDown ? MonitorX : Network;
  return (
    <span className={classNames(styles['node'], isDown && styles['nodeDown'])} title={isDown ? t('control:map.downHint') : name} data-node={record?.state ?? 'unknown'}>
      <Shape size={14} aria-hidden />
      <span className={styles['cut']}>{isDown ? t('control:map.down', { name, time: formatShortMoment(record.sinceUtcMs) }) : name}</span>
    </span>
  );
};
