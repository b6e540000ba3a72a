import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTermRows, type TermPlace } from '../../../../main/directory/term-rows.ts';
import { hasRow, bitsOf, rowsOfBits } from '../../../../main/directory/row-bits.ts';
import type { CameraTexts, DirectoryReads } from '../../../../main/storage/directory-db.ts';

type Model = Map<number, CameraTexts>;

const wordsIn = ({ name, address, rest }: CameraTexts, place: TermPlace): readonly string[] => (place === 'name' ? name : `${name} ${address} ${rest}`).split(' ');
const rowsWith = (model: Model, start: string, place: TermPlace): readonly number[] =>
  [...model].filter(([, texts]) => wordsIn(texts, place).some((word) => word.startsWith(start))).map(([row]) => row).sort((one, other) => one - other);

/** What is on the disk, and how often it was asked. */
function diskOf(model: Model) {
  let asked = 0;
  const reads: Pick<DirectoryReads, 'rows'> = {
    rows: (match) => {
      asked += 1;
      const start = /"([^"]+)"\*/.exec(match)?.[1] ?? '';
      return Int32Array.from(rowsWith(model, start, match.startsWith('{name}') ? 'name' : 'anywhere'));
    },
  };
  return { reads: reads as DirectoryReads, asked: () => asked };
}

const texts = (name: string, address = 'x', rest = 'x'): CameraTexts => ({ name, address, rest });
const endOf = (model: Model) => () => Math.max(0, ...model.keys()) + 1;

describe('rows by what words begin with', () => {
  it('asks the disk once for each beginning, and for none that was likely', () => {
    const model: Model = new Map(Array.from({ length: 20_000 }, (_, index) => [index + 1, texts(index % 2 === 0 ? 'nut giao' : 'ngo', 'pho')]));
    const disk = diskOf(model);
    const terms = createTermRows(endOf(model));
    terms.setLikely(['n']);
    while (terms.warmOne(disk.reads));
    const warmed = disk.asked();
    expect(terms.rows(disk.reads, ['n'], 'anywhere')).toHaveLength(20_000);
    expect(terms.rows(disk.reads, ['n'], 'name')).toHaveLength(20_000);
    expect(disk.asked()).toBe(warmed);
    expect(terms.rows(disk.reads, ['n', 'nut'], 'anywhere')).toHaveLength(10_000);
    expect(terms.rows(disk.reads, ['nut'], 'anywhere')).toHaveLength(10_000);
    expect(disk.asked()).toBe(warmed + 1);
  });

  it('answers what the disk would, whatever was written in between', () => {
    const word = fc.constantFrom('n', 'na', 'nam', 'nut', 'giao', 'g', 'pho', 'p12', '12');
    const anyTexts = fc.record({ name: fc.array(word, { maxLength: 3 }), address: fc.array(word, { maxLength: 2 }), rest: fc.array(word, { maxLength: 2 }) });
    const act = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), rows: fc.array(fc.record({ row: fc.integer({ min: 1, max: 400 }), texts: anyTexts }), { minLength: 1, maxLength: 4 }) }),
      fc.record({ kind: fc.constant('write-many' as const), texts: anyTexts }),
      fc.record({ kind: fc.constant('warm' as const) }),
      fc.record({ kind: fc.constant('ask' as const), starts: fc.array(word, { minLength: 1, maxLength: 3 }), place: fc.constantFrom<TermPlace>('anywhere', 'name') }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const model: Model = new Map();
        const disk = diskOf(model);
        const terms = createTermRows(endOf(model));
        terms.setLikely(['n', 'g', 'p', 'na']);
        const write = (rows: readonly { readonly row: number; readonly texts: CameraTexts }[]): void => {
          for (const { row, texts: written } of rows) model.set(row, written);
          terms.changed(rows);
        };
        for (const next of acts) {
          if (next.kind === 'warm') terms.warmOne(disk.reads);
          else if (next.kind === 'ask') {
            const [first = [], ...more] = next.starts.map((start) => rowsWith(model, start, next.place));
            expect([...terms.rows(disk.reads, next.starts, next.place)]).toEqual(first.filter((row) => more.every((rows) => rows.includes(row))));
          } else {
            const joined = (of: { readonly name: readonly string[]; readonly address: readonly string[]; readonly rest: readonly string[] }) => texts(of.name.join(' '), of.address.join(' '), of.rest.join(' '));
            write(next.kind === 'write' ? next.rows.map(({ row, texts: of }) => ({ row, texts: joined(of) })) : Array.from({ length: 250 }, (_, index) => ({ row: index + 1, texts: joined(next.texts) })));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('sets of rows', () => {
  it('give back the rows they were made of, in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), (rows) => {
        const bits = bitsOf(rows, 501);
        expect([...rowsOfBits(bits)]).toEqual([...rows].sort((one, other) => one - other));
        expect(rows.every((row) => hasRow(bits, row))).toBe(true);
      }),
    );
  });
});
