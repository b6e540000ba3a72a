import { expect, test } from 'vitest';
import { contentField } from '@contract/ipc/wall.schema.ts';

const isContent = (url: string) => contentField.safeParse({ kind: 'web', url }).success;

test.for(['https://thoitiet.example.vn/hanoi?x=1', 'http://127.0.0.1:8080/', 'http://localhost/map'])('a tile may hold the page %s', (url) => {
  expect(isContent(url)).toBe(true);
});

test.for(['http://thoitiet.example.vn/', 'http://127.0.0.1.evil.example/', 'http://localhost.evil.example/', 'http://127.0.0.1@evil.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'app://vonglau/', 'thoitiet.example.vn', ''])(
  'a tile may not hold %s',
  (url) => {
    expect(isContent(url)).toBe(false);
  },
);
