import type { ComponentProps, ReactNode } from 'react';
import { EllipsisVertical } from 'lucide-react';
import { IconButton } from './button.tsx';
import type { MenuPlace } from './use-menu-place.ts';

interface MoreButtonProps extends Pick<ComponentProps<typeof IconButton>, 'label' | 'look' | 'className'> {
  readonly menu: MenuPlace;
}

/** Opens the list of what else can be done, under itself. */
export const MoreButton = ({ menu, ...button }: MoreButtonProps): ReactNode => (
  <IconButton {...button} aria-haspopup="menu" onClick={menu.openBelow}>
    <EllipsisVertical size={16} aria-hidden />
  </IconButton>
);
