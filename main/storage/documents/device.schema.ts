import { z } from 'zod';

export const deviceSchema = z.object({ deviceId: z.string().min(1).max(200).nullable() }).readonly();

/** The identity of a wall PC at its server; null before enrolment. Its private key is in the vault. */
export type DeviceIdentity = z.infer<typeof deviceSchema>;
