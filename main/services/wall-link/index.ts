import { createWallDesk } from './wall-desk.ts';
import type { WallLink, WallLinkEnvironment } from './wall-link.ts';
import { createWallNode } from './wall-node.ts';

export type { LinkedSurfaces, WallLink, WallLinkEnvironment, WallLinkSettings } from './wall-link.ts';

/** Joins a wall of several PCs, as a desk or as a node. */
export const createWallLink = (environment: WallLinkEnvironment): WallLink => (environment.settings.role === 'desk' ? createWallDesk(environment) : createWallNode(environment));
