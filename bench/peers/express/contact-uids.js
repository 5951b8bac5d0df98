// A contact's identifier: a UUID whose first 48 bits are the millisecond (version 7) in the table, ct_ and Crockford's base 32 outside.
import { randomBytes } from 'node:crypto';

export function newContactUid(now) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex');
}

// toString(32) counts on from 9 with a to v; Crockford's digits leave out i, l, o and u.
const digits = { i: 'j', j: 'k', k: 'm', l: 'n', m: 'p', n: 'q', o: 'r', p: 's', q: 't', r: 'v', s: 'w', t: 'x', u: 'y', v: 'z' };

export function publicUid(uuid) {
  const number = BigInt(`0x${uuid.replaceAll('-', '')}`);
  return `ct_${number.toString(32).padStart(26, '0').replace(/[i-v]/g, (digit) => digits[digit])}`;
}
