import type { ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { mapServer, type BaseMapInUse } from '@contract/domain/base-map.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectBaseMap, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './base-map.module.css';
import mapStyles from './map-screen.module.css';

interface BaseMapPartProps {
  /** What came of choosing, said and with the focus taken back; null: nothing was chosen since the card opened. */
  readonly said: string | null;
  readonly onChange: () => void;
}

/** Which base map is in use, whether it can be got, and the way to another one. */
export const BaseMapPart = ({ said, onChange }: BaseMapPartProps): ReactNode => {
  const t = useText();
  const inUse = useSlice('settings', selectBaseMap);
  const mayChange = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'wall.control'));
  const from = placeOf(inUse);
  return (
    <section className={styles['part']} aria-labelledby="base-map-title">
      <h3 id="base-map-title" className={mapStyles['legendTitle']}>
        {t('map:base.title')}
      </h3>
      <p className={styles['inUse']} data-base-map={inUse.kind}>
        {t(`map:base.kind.${inUse.kind}`)}
        {from !== '' && <span className={styles['from']}>{from}</span>}
      </p>
      {!inUse.isReadable && (
        <p className={styles['away']} role="status">
          <TriangleAlert size={16} aria-hidden />
          <span>{t('map:base.away')}</span>
        </p>
      )}
      {inUse.setBy === 'administrator' ? (
        <p className={styles['note']}>{t('map:base.byAdministrator')}</p>
      ) : mayChange ? (
        <Button autoFocus={said !== null} onClick={onChange}>
          {t('map:base.change')}
        </Button>
      ) : (
        <p className={styles['note']}>{t('map:base.noRight')}</p>
      )}
      <p className={styles['note']} role="status">
        {said}
      </p>
    </section>
  );
};

/** The server of an address, or the name of a file. */
function placeOf({ kind, address }: BaseMapInUse): string {
  if (kind === 'pmtiles') return address.split(/[/\\]/).at(-1) ?? '';
  return mapServer(address) ?? '';
}
