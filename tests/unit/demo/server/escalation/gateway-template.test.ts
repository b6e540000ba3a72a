import { expect, test } from 'vitest';
import { filledTemplate, readTemplate } from '../../../../../demo/server/escalation/gateway-template.ts';

const fields = { to: '+84 900', text: 'Cháy "kho"\n& {{to}}', alarm: 'a-1' };

test('what is put into JSON, a form or an address is escaped for it, and never looked through for places', () => {
  const json = filledTemplate({ url: 'https://sms.example/{{alarm}}?to={{to}}', method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"text":"{{text}}"}' }, fields);
  expect(json.url).toBe('https://sms.example/a-1?to=%2B84%20900');
  expect(JSON.parse(json.body)).toEqual({ text: fields.text });
  const form = filledTemplate({ url: 'https://sms.example', method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-to': '{{text}}' }, body: 'to={{to}}&text={{text}}' }, fields);
  expect(new URLSearchParams(form.body).get('text')).toBe(fields.text);
  expect([...new URLSearchParams(form.body).keys()]).toEqual(['to', 'text']);
  expect(form.headers['x-to']).not.toMatch(/[\r\n]/);
});

test('a template without a web address, with another method or with headers that are no text is refused', () => {
  expect(readTemplate({ url: 'https://sms.example' })).toEqual({ ok: true, value: { url: 'https://sms.example', method: 'POST', headers: {}, body: '' } });
  for (const wrong of [null, {}, { url: 'file:///etc/passwd' }, { url: 'https://x', method: 'DELETE' }, { url: 'https://x', headers: { a: 1 } }, { url: 'https://x', body: {} }]) expect(readTemplate(wrong).ok).toBe(false);
});
