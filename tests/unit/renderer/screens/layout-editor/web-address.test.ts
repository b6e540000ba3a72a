import { expect, test } from 'vitest';
import { webAddress } from '../../../../../renderer/screens/layout-editor/web-address.ts';

const origins = ['https://thoitiet.example.vn', 'https://bando.example.vn:8443', 'http://127.0.0.1:8080'];

test.for([
  ['https://thoitiet.example.vn/ha-noi?x=1', 'https://thoitiet.example.vn/ha-noi?x=1'],
  ['  thoitiet.example.vn  ', 'https://thoitiet.example.vn/'],
  ['https://bando.example.vn:8443', 'https://bando.example.vn:8443/'],
  ['http://127.0.0.1:8080/bang', 'http://127.0.0.1:8080/bang'],
])('%s may be shown', ([typed, url]) => {
  expect(webAddress(typed ?? '', origins)).toEqual({ ok: true, url });
});

test.for([
  ['', 'empty'],
  ['   ', 'empty'],
  ['thời tiết hôm nay', 'not-an-address'],
  ['http://thoitiet.example.vn/', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['http://127.0.0.1:8081/', 'not-https'],
  ['https://khac.example.vn/', 'not-listed'],
  ['https://thoitiet.example.vn:444/', 'not-listed'],
  ['https://thoitiet.example.vn.khac.vn/', 'not-listed'],
  ['https://ten:mat-khau@thoitiet.example.vn/', 'not-an-address'],
  [`https://thoitiet.example.vn/${'a'.repeat(2000)}`, 'not-an-address'],
])('%s is refused with the reason', ([typed, why]) => {
  expect(webAddress(typed ?? '', origins)).toEqual({ ok: false, why });
});
