import { z } from 'zod';

export const wallIdentitySchema = z.object({ nodeId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).nullable() }).readonly();

/** The name of this PC in a wall of several; null before the first start in one. No secret. */
export type WallIdentity = z.infer<typeof wallIdentitySchema>;
