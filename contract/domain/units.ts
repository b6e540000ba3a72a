/** Branded ids and numbers: a camera id cannot stand where a unit id is wanted. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type CameraId = Branded<string, 'CameraId'>;
export type UnitId = Branded<string, 'UnitId'>;
export type LayoutId = Branded<string, 'LayoutId'>;
export type SceneId = Branded<string, 'SceneId'>;
export type AlarmId = Branded<string, 'AlarmId'>;
/** A procedure, whatever its version. */
export type ProcedureId = Branded<string, 'ProcedureId'>;
export type TaskId = Branded<string, 'TaskId'>;
/** A rule over alarms. */
export type RuleId = Branded<string, 'RuleId'>;
/** An alarm given to another tier. */
export type TransferId = Branded<string, 'TransferId'>;
/** Somebody in the directory of notices. */
export type ContactId = Branded<string, 'ContactId'>;
/** A plan of escalation. */
export type PlanId = Branded<string, 'PlanId'>;
/** A notice to one contact. */
export type NoticeId = Branded<string, 'NoticeId'>;
/** A shift handed over. */
export type HandoverId = Branded<string, 'HandoverId'>;
/** A PC of the wall, as it names itself on the broker. */
export type NodeId = Branded<string, 'NodeId'>;
/** SHA-256 of a picture's bytes, 64 hex digits. */
export type PictureId = Branded<string, 'PictureId'>;
/** SHA-256 of a sound's bytes, 64 hex digits. */
export type SoundId = Branded<string, 'SoundId'>;
export type GroupId = Branded<string, 'GroupId'>;
/** A saved search. */
export type SearchId = Branded<string, 'SearchId'>;
/** A patrol or vehicle. */
export type ForceId = Branded<string, 'ForceId'>;
/** Where tiles can be shown: `desk`, or `monitor:<stable key>`. */
export type SurfaceId = Branded<string, 'SurfaceId'>;
/** A monitor's stable key (see main/windows/monitor-key.ts), not its index. */
export type MonitorKey = Branded<string, 'MonitorKey'>;
/** Number of a stream inside one PC, given by the media broker; never reused while the console runs. */
export type StreamId = Branded<number, 'StreamId'>;
/** Milliseconds since 1970-01-01T00:00Z. */
export type UtcMs = Branded<number, 'UtcMs'>;

export const cameraId = (text: string): CameraId => text as CameraId;
export const unitId = (text: string): UnitId => text as UnitId;
export const layoutId = (text: string): LayoutId => text as LayoutId;
export const sceneId = (text: string): SceneId => text as SceneId;
export const alarmId = (text: string): AlarmId => text as AlarmId;
export const procedureId = (text: string): ProcedureId => text as ProcedureId;
export const taskId = (text: string): TaskId => text as TaskId;
export const ruleId = (text: string): RuleId => text as RuleId;
export const transferId = (text: string): TransferId => text as TransferId;
export const contactId = (text: string): ContactId => text as ContactId;
export const planId = (text: string): PlanId => text as PlanId;
export const noticeId = (text: string): NoticeId => text as NoticeId;
export const handoverId = (text: string): HandoverId => text as HandoverId;
export const soundId = (text: string): SoundId => text as SoundId;
export const nodeId = (text: string): NodeId => text as NodeId;
export const pictureId = (text: string): PictureId => text as PictureId;
export const groupId = (text: string): GroupId => text as GroupId;
export const searchId = (text: string): SearchId => text as SearchId;
export const forceId = (text: string): ForceId => text as ForceId;
export const streamId = (value: number): StreamId => value as StreamId;
export const utcMs = (value: number): UtcMs => value as UtcMs;
export const monitorKey = (text: string): MonitorKey => text as MonitorKey;

export const DESK_SURFACE = 'desk' as SurfaceId;
export const monitorSurface = (key: MonitorKey): SurfaceId => `monitor:${key}` as SurfaceId;
export const surfaceMonitor = (id: SurfaceId): MonitorKey | null => (id.startsWith('monitor:') ? (id.slice('monitor:'.length) as MonitorKey) : null);
