import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CSV_LINES_MAX, CSV_MAX_BYTES, decodeGroupCsv, encodeGroupCsv, type CameraRow } from '../../../../../main/services/groups/group-csv.ts';
import { codeOf } from '../../../../builders/session-scene.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const written = (...rows: readonly CameraRow[]) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeGroupCsv(rows));
function read(text: string | Uint8Array) {
  const file = decodeGroupCsv(typeof text === 'string' ? utf8(text) : text);
  if (!file.ok) throw new Error(file.error.code);
  return file.value;
}
/** Lines as `<line> <number> <code> <name>`. */
const linesOf = (text: string | Uint8Array) => read(text).lines.map(({ line, words }) => (words === null ? `${String(line)} unreadable` : `${String(line)} ${String(words.number)} ${String(words.code)} ${String(words.name)}`));

describe('a group as a table', () => {
  it('has a mark for spreadsheets, the columns by name, and a line for each camera', () => {
    expect(written({ number: 12, code: 'CG-12', name: 'Nút giao Cầu Giấy', unit: 'Công an quận Cầu Giấy', address: '1 Xuân Thủy, Cầu Giấy', latDeg: 21.03, lonDeg: 105.79 }, { number: 7, name: 'Hồ "Tây"' })).toBe(
      '\uFEFFnumber,code,name,unit,address,lat,lon\r\n12,CG-12,Nút giao Cầu Giấy,Công an quận Cầu Giấy,"1 Xuân Thủy, Cầu Giấy",21.03,105.79\r\n7,,"Hồ ""Tây""",,,,\r\n',
    );
  });

  it.for(['=HYPERLINK("http://x")', '+84', '-1+1', '@SUM(A1)', '\t=1', ' =1', '＝1'])('gives no spreadsheet the formula %s', (name) => {
    const cell = written({ number: 1, name }).split('\r\n')[1]?.split(',')[2] ?? '';
    expect(cell.replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers below zero numbers', () => {
    expect(written({ number: 1, name: 'A', latDeg: -6.2, lonDeg: -0.1 })).toContain('1,,A,,,-6.2,-0.1');
  });

  it('is read back as it was, whatever the names are', () => {
    // Names reach a console trimmed and on one line (plainText).
    const text = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'aĐ1=+-@\',;"\t ') }).map((name) => name.trim()).filter((name) => name !== '');
    fc.assert(
      fc.property(fc.array(fc.record({ number: fc.nat(99_999), code: text, name: text }), { minLength: 1, maxLength: 8 }), (rows) => {
        expect(read(encodeGroupCsv(rows)).lines.map(({ words }) => words)).toEqual(rows);
      }),
    );
  });
});

describe('a table somebody made', () => {
  it.for([
    ['commas', 'Số,Mã,Tên\n12,CG-12,Nút giao Cầu Giấy'],
    ['semicolons', 'số;ma;TÊN\r\n12;CG-12;Nút giao Cầu Giấy\r\n'],
    ['tabs', 'number\tcode\tname\r12\tCG-12\tNút giao Cầu Giấy'],
    ['quotes', '"Tên camera","Mã camera",Số camera\n"Nút giao Cầu Giấy", "CG-12" ,12'],
    ['other columns', 'STT,Tên,Ghi chú,Số,Mã\n1,Nút giao Cầu Giấy,"xem\nlại",12,CG-12'],
  ])('with %s is understood', ([, text]) => {
    expect(linesOf(text ?? '')).toEqual(['2 12 CG-12 Nút giao Cầu Giấy']);
  });

  it('without a header names cameras by its first column, by whatever that is', () => {
    expect(linesOf('12,x\nCG-12\n\nNút giao Cầu Giấy;Hà Nội\n')).toEqual(['1 12 12 12', '2 null CG-12 CG-12', '4 null Nút giao Cầu Giấy;Hà Nội Nút giao Cầu Giấy;Hà Nội']);
  });

  it('in UTF-16 with its mark is read, either way round', () => {
    const little = Buffer.from('\uFEFFSố\tTên\r\n7\tHồ Tây\r\n', 'utf16le');
    expect(linesOf(new Uint8Array(little))).toEqual(['2 7 null Hồ Tây']);
    expect(linesOf(new Uint8Array(Buffer.from(little).swap16()))).toEqual(['2 7 null Hồ Tây']);
  });

  it('in no such alphabet, with nothing in it or too large says so', () => {
    const vietnamese1258 = new Uint8Array([0x53, 0xf4, 0xec, 0x2c, 0x54, 0xea, 0x6e, 0x0a]);
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]);
    for (const bytes of [vietnamese1258, picture, utf8(''), utf8('\n \n,,,\n'), utf8('a'.repeat(CSV_MAX_BYTES + 1))]) expect(codeOf(decodeGroupCsv(bytes))).toBe('group/file-unreadable');
  });

  it('with a quote nobody closed loses that line only', () => {
    expect(linesOf('số,tên\n1,"A\n2,B\n3,"C "x" D"\n4,E\n')).toEqual(['2 unreadable', '3 2 null B', '4 unreadable', '5 4 null E']);
  });

  it('with lines that name no camera or are endless has those apart', () => {
    expect(linesOf(`số,mã,tên\n,,\n,,,ghi chú\n${'x'.repeat(9_000)},1\n5,,\nnăm,,`)).toEqual(['3 unreadable', '4 unreadable', '5 5 null null', '6 unreadable']);
  });

  it('says what stood in a line, fit to show and short', () => {
    const [line] = read(`x\u202e${'đ'.repeat(300)}\n`).lines;
    expect([line?.text.length, line?.text.startsWith('x đ')]).toEqual([100, true]);
  });

  it('is read up to its bound, and says where it was left', () => {
    const { lines, leftAt } = read(Array.from({ length: CSV_LINES_MAX + 9 }, (_, index) => String(index + 1)).join('\n'));
    expect([lines.length, leftAt]).toEqual([CSV_LINES_MAX, { line: CSV_LINES_MAX + 1, text: String(CSV_LINES_MAX + 1) }]);
  });

  it('never throws, and has its lines in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1,;"\t\n\r\' ='), maxLength: 200 }), (text) => {
        const file = decodeGroupCsv(utf8(text));
        expect(codeOf(file)).toMatch(/^(ok|group.file-unreadable)$/);
        const numbers = file.ok ? file.value.lines.map(({ line }) => line) : [];
        expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
      }),
    );
  });
});
