import { useMemo, type ReactNode } from 'react';
import { Ambulance, Bike, Car, Flame, Footprints, type LucideIcon } from 'lucide-react';
import type { Force, ForceKind } from '@contract/domain/force.ts';
import type { ForceId } from '@contract/domain/units.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { inNameOrder } from '../../state/selectors/shared-lists.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import { useForceAge } from './force-words.ts';
import { MapLine, MapList } from './map-list.tsx';
import styles from './map-screen.module.css';

const SHAPE: Readonly<Record<ForceKind, LucideIcon>> = { patrol: Footprints, car: Car, motorbike: Bike, 'fire-engine': Flame, ambulance: Ambulance };

interface ForceListProps {
  readonly picked: ForceId | null;
  /** The map is to go to it, and its card to open. */
  readonly onShow: (force: Force) => void;
}

/** The forces in words, by name, one line each; also those that have no place. */
export const ForceList = ({ picked, onShow }: ForceListProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const forces = useSlice('forces', selectRecords<Force>);
  const nowUtcMs = useServerTime();
  const ageOf = useForceAge();
  const rows = useMemo(() => inNameOrder(forces.values(), nameCollator(language)).map((force) => ({ key: force.id, force })), [forces, language]);
  if (rows.length === 0) return <p className={styles['none']}>{t('map:list.noneForces')}</p>;
  return (
    <MapList
      rows={rows}
      label={t('map:list.linesForces')}
      renderLine={({ key, force }, place) => {
        const Shape = SHAPE[force.kind];
        return (
          <MapLine
            key={key}
            place={place}
            isPicked={force.id === picked}
            title={t('map:list.show', { name: force.name })}
            mark={<Shape size={16} className={styles['kind']} aria-hidden />}
            name={force.name}
            second={[t(`map:force.state.${force.state}`), t(`map:force.kind.${force.kind}`), force.unitName ?? ''].filter((part) => part !== '').join(' · ')}
            aside={ageOf(force, nowUtcMs).short}
            onShow={() => {
              onShow(force);
            }}
          />
        );
      }}
    />
  );
};
