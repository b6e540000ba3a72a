import type { ReactNode } from 'react';
import { Map as MapIcon, PlusSquare, X } from 'lucide-react';
import { isClosed, isUnseen, type Alarm } from '@contract/domain/alarm.ts';
import type { AlarmDetailView } from '@contract/domain/alarm-queue.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { AlarmKindShape } from '../../ui/alarm-kind.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { ageWords, alarmTitle, deadlineWords, nextDeadline, ownerWords, priorityWord, stateWords } from '../../ui/alarm-words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { Fact, FieldOfView, PageSection } from '../camera-page/index.ts';
import { useCameraActs } from '../camera-results/index.ts';
import { AlarmContacts } from './alarm-contacts.tsx';
import { AlarmMembers } from './alarm-members.tsx';
import { LiveBox, type RenderPicture } from './alarm-pictures.tsx';
import { AlarmRecord } from './alarm-record.tsx';
import { NearCameras } from './near-cameras.tsx';
import { RestrictedForm } from './restricted-form.tsx';
import { useAlarmDetail } from './use-alarm-detail.ts';
import styles from './alarm-view.module.css';

/** Parts of the view that other widgets bring. */
export interface AlarmParts {
  /** The seconds before it, beside the live picture. */
  readonly Before?: (props: { readonly alarm: Alarm }) => ReactNode;
  readonly Procedure?: (props: { readonly detail: AlarmDetailView }) => ReactNode;
  readonly Escalation?: (props: { readonly detail: AlarmDetailView }) => ReactNode;
}

interface AlarmViewProps {
  /** As the queue knows it: its picture is opened before anything else is known. */
  readonly alarm: Alarm;
  readonly parts: AlarmParts;
  /** Acts on it; null: none. */
  readonly acts: ReactNode;
  readonly onShow: (alarm: AlarmId) => void;
  readonly onClose: () => void;
  /** For tests. */
  readonly renderPicture?: RenderPicture;
}

/** Everything about one alarm in one view: live, the seconds before, procedure, place, contacts, neighbours, its record. */
export const AlarmView = ({ alarm: listed, parts: { Before, Procedure, Escalation }, acts, onShow, onClose, renderPicture }: AlarmViewProps): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const { detail, error, open } = useAlarmDetail(listed.id, listed.version);
  // What an opened restricted one tells is in its detail only.
  const alarm = detail !== null && (detail.alarm.version >= listed.version || listed.restricted) ? detail.alarm : listed;
  const record = useCameraRecord(alarm.camera);
  const isWithheld = detail === null && (listed.restricted || error?.code === 'alarm/restricted');
  return (
    <section className={styles['view']} aria-label={t('alarms:view.label')} data-alarm={alarm.id} data-life={alarm.life.kind}>
      <ViewHead alarm={alarm} onClose={onClose} />
      {acts !== null && <div className={styles['acts']}>{acts}</div>}
      <div className={styles['body']} tabIndex={0} role="group" aria-label={alarmTitle(t, alarm)}>
        {isWithheld ? (
          <RestrictedForm onOpen={open} />
        ) : (
          <>
            <div className={classNames(styles['pictures'], Before === undefined && styles['onePicture'])}>
              <LiveBox camera={alarm.camera} isFirst renderPicture={renderPicture} />
              {Before !== undefined && alarm.camera !== null && (
                <div className={styles['picture']}>
                  <Before alarm={alarm} />
                </div>
              )}
            </div>
            <Standing alarm={alarm} onShow={onShow} />
            {detail?.isCached === true && <p className={styles['note']}>{t('alarms:view.cached')}</p>}
            {detail === null && error !== null && <p className={styles['note']}>{sentence(error)}</p>}
            {detail === null && error === null && (
              <p className={styles['quiet']} role="status">
                {t('alarms:view.loading')}
              </p>
            )}
            <div className={styles['columns']}>
              <div className={styles['column']}>
                {detail !== null && Procedure !== undefined && (
                  <div className={styles['part']}>
                    <h3 className={styles['partTitle']}>{t('alarms:view.procedure')}</h3>
                    <Procedure detail={detail} />
                  </div>
                )}
                {detail !== null && <AlarmRecord steps={detail.steps} />}
              </div>
              <div className={styles['column']}>
                <PlaceCard alarm={alarm} />
                {alarm.members > 0 && <AlarmMembers alarm={alarm} />}
                {detail !== null && Escalation !== undefined && (
                  <div className={styles['part']}>
                    <Escalation detail={detail} />
                  </div>
                )}
                <AlarmContacts record={record} />
                {alarm.camera !== null && <NearCameras camera={alarm.camera} renderPicture={renderPicture} />}
                {record?.view !== undefined && <FieldOfView record={record} />}
              </div>
            </div>
          </>
        )}
      </div>
    </section>
  );
};

const ViewHead = ({ alarm, onClose }: { readonly alarm: Alarm; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  const personId = useSlice('session', (session) => selectPerson(session)?.id ?? '');
  const due = isClosed(alarm) ? null : nextDeadline(alarm);
  return (
    <header className={styles['head']} data-priority={alarm.priority} data-seen={!isUnseen(alarm)}>
      <span className={styles['priority']}>
        <AlarmShape priority={alarm.priority} className={styles['shape']} />
        {priorityWord(t, alarm.priority)}
      </span>
      <div className={styles['headWords']}>
        <h2 className={styles['title']} title={alarmTitle(t, alarm)}>
          {alarmTitle(t, alarm)}
        </h2>
        <p className={styles['state']}>
          <AlarmKindShape kind={alarm.kind} />
          <span>{t(`alarms:kind.${alarm.kind}`)}</span>
          <strong>{[stateWords(t, alarm), ownerWords(t, alarm, personId)].filter((part) => part !== '').join(' · ')}</strong>
          <span>{ageWords(t, nowUtcMs - alarm.raisedUtcMs)}</span>
          {due !== null && <span className={classNames(due.atUtcMs < nowUtcMs && styles['late'])}>{deadlineWords(t, due, nowUtcMs)}</span>}
        </p>
      </div>
      <IconButton label={t('alarms:view.close')} onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </header>
  );
};

/** What sets it apart from an alarm that simply waits. */
const Standing = ({ alarm: { shelved, suppressed, life, transfer }, onShow }: { readonly alarm: Alarm; readonly onShow: (alarm: AlarmId) => void }): ReactNode => {
  const t = useText();
  return (
    <>
      {shelved !== null && <p className={styles['note']}>{t('alarms:view.shelved', { time: formatTime(shelved.untilUtcMs).slice(0, 5), name: shelved.by.name, reason: shelved.reason })}</p>}
      {suppressed !== null && <p className={styles['note']}>{t('alarms:view.suppressed', { name: suppressed.ruleName })}</p>}
      {transfer !== null && <p className={styles['note']}>{t(`alarms:view.transfer.${transfer.state}`, { name: transfer.toName })}</p>}
      {life.kind === 'merged' && (
        <p className={styles['note']}>
          {t('alarms:view.merged')}{' '}
          <Button
            onClick={() => {
              onShow(life.into);
            }}
          >
            {t('alarms:view.openLead')}
          </Button>
        </p>
      )}
    </>
  );
};

const PlaceCard = ({ alarm }: { readonly alarm: Alarm }): ReactNode => {
  const t = useText();
  const { openCamera } = useCommands();
  const { showOnMap } = useCameraActs();
  const { camera, site, raisedUtcMs } = alarm;
  const record = useCameraRecord(camera);
  const unitName = useSlice('units', ({ records }) => (alarm.unit !== null ? records.get(alarm.unit)?.name : record === undefined ? undefined : records.get(record.unitId)?.name) ?? '');
  return (
    <PageSection title={t('alarms:view.place')}>
      <dl className={styles['facts']}>
        <Fact name={t('alarms:view.raisedAt')}>{`${formatTime(raisedUtcMs)} ${formatDate(raisedUtcMs)}`}</Fact>
        <Fact name={t('alarms:view.site')}>{site}</Fact>
        <Fact name={t('alarms:view.camera')}>{record === undefined ? '' : `${String(record.number)} ${record.name}`}</Fact>
        <Fact name={t('alarms:view.address')}>{record?.address === site ? '' : (record?.address ?? '')}</Fact>
        <Fact name={t('alarms:view.unit')}>{unitName}</Fact>
      </dl>
      {camera !== null && (
        <div className={styles['buttons']}>
          <Button
            disabled={record?.position === undefined}
            onClick={() => {
              showOnMap(camera);
            }}
          >
            <MapIcon size={16} aria-hidden />
            {t('alarms:view.showMap')}
          </Button>
          <Button
            onClick={() => {
              openCamera(camera);
            }}
          >
            <PlusSquare size={16} aria-hidden />
            {t('alarms:view.openCamera')}
          </Button>
        </div>
      )}
    </PageSection>
  );
};
