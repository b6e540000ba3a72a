import { useMemo, type ReactNode } from 'react';
import { encode } from 'uqr';
import styles from './sign-in-form.module.css';

/** Modules of white around the code that readers need. */
const QUIET_ZONE = 4;

/** A QR code as one drawing, dark on white as readers expect. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }): ReactNode => {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: QUIET_ZONE });
    return { size: code.size, path: code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : ''))).join('') };
  }, [text]);
  return (
    <svg role="img" aria-label={label} className={styles['qr']} viewBox={`0 0 ${String(size)} ${String(size)}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#101418" />
    </svg>
  );
};
