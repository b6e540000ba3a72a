import { expect, test } from 'vitest';
import { readChannelOptions } from '../../../../../demo/server/escalation/channel-options.ts';

test('the sender of mails may be an address alone or a name with it', () => {
  expect(readChannelOptions({ smtpFrom: 'truc.ban@congan.example' })).toEqual({ ok: true, value: { smtpFrom: { name: 'Vọng Lâu', address: 'truc.ban@congan.example' } } });
  expect(readChannelOptions({ smtpFrom: 'Trực ban Công an phường <truc.ban@congan.example>' })).toEqual({ ok: true, value: { smtpFrom: { name: 'Trực ban Công an phường', address: 'truc.ban@congan.example' } } });
  expect(readChannelOptions({})).toEqual({ ok: true, value: {} });
});

test.each(['', 'trực ban', 'a@', '@congan.example', 'a@congan.example, b@congan.example', 'Nhóm: a@congan.example;', 'a@congan.example\r\nBcc: b@congan.example'])('a sender that is none (%j) is refused when the demo starts, not when a mail does not go', (smtpFrom) => {
  expect(readChannelOptions({ smtpFrom })).toEqual({ ok: false, error: expect.objectContaining({ code: 'app/invalid-input', detail: '--smtp-from must be an address, or a name and an address: Name <user@host>' }) });
});
