import { defineRequest, idFields } from './request-contract.ts';
import { actOnAlarmsInput, actOnAlarmsOutput, alarmDetailOutput, alarmInput, alarmMembersOutput, alarmQueueInput, alarmQueueOutput, gapInput, muteInput, openAlarmInput, outboxInput } from './alarms.schema.ts';
import { done } from './ipc.schema.ts';

const fromDesk = { windows: ['desk'], right: 'live.view', ratePerSecond: 20, maxInputChars: 20_000, audit: 'alarm' } as const;

/** Alarms as the desk lists and handles them. */
export const alarmsContract = {
  /** A part of the queue as it stands now; asked again when `alarmDesk.revision` rises. */
  'alarms.queue': defineRequest({ ...fromDesk, input: alarmQueueInput, output: alarmQueueOutput, audit: 'none' }),
  /** Codes of single items are in the answer; the whole is refused with app/not-allowed. Without the server the acts wait in the outbox. */
  'alarms.act': defineRequest({
    ...fromDesk,
    right: 'alarm.handle',
    maxInputChars: 300_000,
    input: actOnAlarmsInput,
    output: actOnAlarmsOutput,
    subject: ({ items }, answer) => ({ ...idFields('alarms', items.slice(0, 100).map(({ alarm }) => alarm)), count: items.length, act: items[0]?.acts.map(({ kind }) => kind).join(' ') ?? '', queued: answer?.queued ?? false }),
  }),
  /** Codes alarm/unknown, alarm/restricted. Without the server: what this PC has of it. */
  'alarms.detail': defineRequest({ ...fromDesk, input: alarmInput, output: alarmDetailOutput, audit: 'view', subject: ({ alarm }) => ({ alarm }) }),
  /** A restricted one, for a code of the person's second factor. */
  'alarms.open': defineRequest({ ...fromDesk, input: openAlarmInput, output: alarmDetailOutput, ratePerSecond: 2, subject: ({ alarm }) => ({ alarm }) }),
  'alarms.members': defineRequest({ ...fromDesk, input: alarmInput, output: alarmMembersOutput, audit: 'none' }),
  /** The person read that alarms of a time may have been missed. */
  'alarms.gapSeen': defineRequest({ ...fromDesk, input: gapInput, output: done, subject: ({ gap }) => ({ gap }) }),
  /** The person read what became of an act that had waited. */
  'alarms.outboxSeen': defineRequest({ ...fromDesk, input: outboxInput, output: done, audit: 'none' }),
  /** Sounds of this desk off for so long; 0: on again. Of priority 1 at most 60 s. */
  'alarms.mute': defineRequest({ ...fromDesk, input: muteInput, output: done, subject: ({ seconds }) => ({ seconds }) }),
} as const;
