#!/usr/bin/env node
// Draws the bundled base map: `node build/map/make-base-map.ts` writes assets/map/. By hand, when the drawing changes; the same every time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseMap } from './base-map.ts';
import { baseStyle } from './base-styles.ts';

const folder = join(import.meta.dirname, '../../assets/map');
mkdirSync(folder, { recursive: true });
const write = (name: string, value: unknown): void => {
  const text = `${JSON.stringify(value)}\n`;
  writeFileSync(join(folder, name), text);
  console.log(`assets/map/${name} ${String(Math.round(text.length / 1024))} KiB`);
};
write('hanoi.json', baseMap());
write('style-dark.json', baseStyle('dark'));
write('style-light.json', baseStyle('light'));
