import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { crc32, withPngTexts } from '../../../../../main/services/snapshots/png-text.ts';
import { bytesOf, PNG_1X1, withChunkBefore } from './png-fixture.ts';

const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex');
const hasIdentify = spawnSync('identify', ['-version']).status === 0;

describe('texts in a PNG', () => {
  it('have the CRC of the standard', () => {
    expect(crc32(new TextEncoder().encode('IEND'))).toBe(0xae426082);
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('stand after the header, byte for byte', () => {
    // Length 3, tEXt, "A\0b", and the CRC another program gives for it (ISO/IEC 15948, 11.3.4.3).
    const written = hex(withPngTexts(PNG_1X1, { A: 'b' }));
    const original = hex(PNG_1X1);
    const headEnd = (8 + 25) * 2;
    expect(written).toBe(`${original.slice(0, headEnd)}0000000374455874410062e404e4db${original.slice(headEnd)}`);
  });

  it('beyond Latin-1 are UTF-8', () => {
    const text = 'Hồ Hoàn Kiếm';
    const written = Buffer.from(withPngTexts(PNG_1X1, { 'Camera Name': text }) ?? []);
    expect(written.includes(Buffer.from('iTXtCamera Name\0\0\0\0\0' + text))).toBe(true);
  });

  it('of another maker are replaced; pixels and their colours stay', () => {
    const forged = withChunkBefore(withChunkBefore(PNG_1X1, 'tEXt', 'Operator\0somebody else'), 'gAMA', '\0\0\xb1\x8f');
    const written = Buffer.from(withPngTexts(forged, { Operator: 'Minh' }) ?? []).toString('latin1');
    expect(written).not.toContain('somebody else');
    expect(written).toContain('gAMA');
    expect(written).toContain('Operator\0Minh');
  });

  it('are one line each', () => {
    expect(Buffer.from(withPngTexts(PNG_1X1, { A: 'x\r\ny\0z' }) ?? []).toString('latin1')).toContain('A\0x y z');
  });

  test.skipIf(!hasIdentify)('are read by others', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-png-'));
    try {
      const file = path.join(folder, 'a.png');
      writeFileSync(file, withPngTexts(PNG_1X1, { 'Camera ID': 'cam-7', 'Camera Name': 'Nga tu So', Source: 'live' }) ?? new Uint8Array());
      const told = execFileSync('identify', ['-verbose', file], { encoding: 'utf8' });
      expect(told).toContain('Camera ID: cam-7');
      expect(told).toContain('Camera Name: Nga tu So');
      expect(told).toContain('Source: live');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what is no well-formed PNG', () => {
  test.for([
    ['nothing', new Uint8Array()],
    ['a JPEG', bytesOf('ffd8ffe000104a464946')],
    ['only a signature', PNG_1X1.slice(0, 8)],
    ['cut short', PNG_1X1.slice(0, -1)],
    ['longer than its end', Uint8Array.from([...PNG_1X1, 0])],
    ['without pixels', bytesOf(hex(PNG_1X1).replace(/.{8}49444154.*(?=0000000049454e44)/, ''))],
    ['with two ends', Uint8Array.from([...PNG_1X1, ...PNG_1X1.slice(-12)])],
    ['a chunk that reaches beyond the file', withChunkBefore(PNG_1X1, 'tEXt', 'a\0b').map((byte, index) => (index === 33 ? 0x7f : byte))],
    ['no pixel wide', bytesOf(hex(PNG_1X1).replace('0000000100000001', '0000000000000001'))],
  ] as const)('is refused: %s', ([, bytes]) => {
    expect(withPngTexts(Uint8Array.from(bytes), { A: 'b' })).toBeNull();
  });

  it('is refused after any one flipped bit', () => {
    fc.assert(
      fc.property(fc.nat(PNG_1X1.length * 8 - 1), (bit) => {
        const bent = PNG_1X1.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(withPngTexts(bent, {})).toBeNull();
      }),
    );
  });
});
