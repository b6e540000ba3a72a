import type { ReactNode } from 'react';
import styles from './sheet-view.module.css';

export interface SheetRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/** A plain table. `label` says what it lists. */
export const SheetTable = ({ label, heads, rows }: { readonly label: string; readonly heads: readonly string[]; readonly rows: readonly SheetRow[] }): ReactNode => (
  <table className={styles['table']} aria-label={label}>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, cells }) => (
        <tr key={key}>
          {cells.map((cell, index) => (
            <td key={heads[index]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
