import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { LucideIcon } from 'lucide-react';
import type { Right } from '@contract/domain/right.ts';
import { ALARMS_SCREEN } from './alarms/index.ts';
import { LAYOUT_EDITOR_SCREEN } from './layout-editor/index.ts';
import { LIVE_SCREEN } from './live/index.ts';
import { MAP_SCREEN } from './map/index.ts';
import { STEERING_SCREEN } from './steering/index.ts';
import { WALL_CONTROL_SCREEN } from './wall-control/index.ts';

/** A screen of the desk. Its code is loaded when it is first shown. */
export interface ScreenEntry {
  readonly id: string;
  readonly titleKey: 'live:title' | 'alarms:title' | 'editor:title' | 'control:title' | 'map:title' | 'ptz:screen.title';
  readonly icon: LucideIcon;
  readonly right: Right;
  /** A key of the catalogue leads to it by name: it is not counted among those that have one by their place. */
  readonly hasOwnKey?: boolean;
  readonly Component: LazyExoticComponent<ComponentType>;
}

/** Every screen behind the sign-in, in the order of the tabs. To add one: a folder here and a line below. */
export const SCREENS: readonly ScreenEntry[] = [
  { ...LIVE_SCREEN, Component: lazy(LIVE_SCREEN.load) },
  { ...ALARMS_SCREEN, Component: lazy(ALARMS_SCREEN.load) },
  { ...LAYOUT_EDITOR_SCREEN, Component: lazy(LAYOUT_EDITOR_SCREEN.load) },
  { ...WALL_CONTROL_SCREEN, Component: lazy(WALL_CONTROL_SCREEN.load) },
  { ...MAP_SCREEN, Component: lazy(MAP_SCREEN.load) },
  { ...STEERING_SCREEN, Component: lazy(STEERING_SCREEN.load) },
];
