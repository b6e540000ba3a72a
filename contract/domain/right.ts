/** What a person may do. Technical administration, image use and biometric matching are separate (TN 11.1). */
export const RIGHTS = ['live.view', 'wall.control', 'layout.edit', 'layout.share', 'snapshot.take', 'mask.lift', 'ptz.steer', 'group.edit', 'group.share', 'viewers.see', 'forces.see', 'alarm.handle', 'alarm.supervise', 'alarm.rules', 'procedure.edit', 'procedure.publish', 'admin.technical', 'biometric.match'] as const;
export type Right = (typeof RIGHTS)[number];
export const isRight = (text: string): text is Right => (RIGHTS as readonly string[]).includes(text);
