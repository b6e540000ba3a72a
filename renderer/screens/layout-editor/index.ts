import { SquarePen } from 'lucide-react';

/** The layout editor, as the registry lists it. */
export const LAYOUT_EDITOR_SCREEN = {
  id: 'layout-editor',
  titleKey: 'editor:title',
  icon: SquarePen,
  right: 'layout.edit',
  load: async () => ({ default: (await import('./layout-editor-screen.tsx')).LayoutEditorScreen }),
} as const;
