import { useRef, useState, type DragEvent } from 'react';

interface DropTarget {
  readonly isOver: boolean;
  readonly handlers: {
    readonly onDragEnter: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Makes an element take drags of this console; anything else dragged over it is left alone. */
export function useDropTarget({ accepts, onDrop }: { readonly accepts: (transfer: DataTransfer) => boolean; readonly onDrop: (transfer: DataTransfer) => void }): DropTarget {
  const [isOver, setIsOver] = useState(false);
  // Entering a child leaves its parent: only the last leave is a leave.
  const depth = useRef(0);
  return {
    isOver,
    handlers: {
      onDragEnter: (event) => {
        depth.current += 1;
        if (!accepts(event.dataTransfer)) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragOver: (event) => {
        if (accepts(event.dataTransfer)) event.preventDefault();
      },
      onDragLeave: () => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setIsOver(false);
      },
      onDrop: (event) => {
        depth.current = 0;
        setIsOver(false);
        if (!accepts(event.dataTransfer)) return;
        event.preventDefault();
        onDrop(event.dataTransfer);
      },
    },
  };
}
