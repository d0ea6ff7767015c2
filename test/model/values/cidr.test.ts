import { describe, expect, test } from '@jest/globals';
import { cidrProblem, contains, overlaps, parseCidr, rangeProblem } from '../../../lib/model/values/cidr.ts';

describe('a range in canonical form is accepted', () => {
  test.each([
    '10.0.0.0/16',
    '0.0.0.0/0',
    '140.82.112.1/32',
    '255.255.255.254/31',
    'fd00::/48',
    '::/0',
    '::1/128',
    '2001:db8::/32',
    '2001:0db8:0:0:1::/80',
    '1:2:3:4:5:6:7:8/128',
  ])('%s', (text) => {
    expect(cidrProblem(text)).toBeUndefined();
    expect(parseCidr(text).text).toBe(text);
  });
});

describe('anything else says what is wrong with it', () => {
  const shape = 'a CIDR such as "10.0.0.0/16" or "fd00::/48"';
  test.each([
    ['', shape],
    ['10.0.0/16', shape],
    ['10.0.0.256/32', shape],
    ['010.0.0.0/8', shape],
    ['10.0.0.0/16/8', shape],
    ['10.0.0.0-10.0.0.9', shape],
    ['example.com/24', shape],
    ['fd00:::/48', shape],
    ['fd00::1::/48', shape],
    ['1:2:3:4:5:6:7/64', shape],
    ['1:2:3:4:5:6:7:8:9/64', shape],
    ['fd00::g/64', shape],
    ['fe80::1%eth0/64', shape],
    ['10.0.0.1', 'a mask, such as "10.0.0.1/32"'],
    ['fd00::1', 'a mask, such as "fd00::1/128"'],
    ['10.0.0.0/33', 'a mask from 0 to 32'],
    ['10.0.0.0/08', 'a mask from 0 to 32'],
    ['10.0.0.0/', 'a mask from 0 to 32'],
    ['10.0.0.0/-1', 'a mask from 0 to 32'],
    ['fd00::/129', 'a mask from 0 to 128'],
    ['10.0.0.1/16', 'no host bits, such as "10.0.0.0/16"'],
    ['140.82.113.1/20', 'no host bits, such as "140.82.112.0/20"'],
    ['1.2.3.4/0', 'no host bits, such as "0.0.0.0/0"'],
    ['fd00::1/48', 'no host bits, such as "fd00::/48"'],
    ['::1/0', 'no host bits, such as "::/0"'],
    ['1:0:0:2:0:0:0:3/112', 'no host bits, such as "1::2:0:0:0:0/112"'],
    ['1:2:3:4:5:6:7:8/64', 'no host bits, such as "1:2:3:4::/64"'],
  ])('%s', (text, problem) => {
    expect(cidrProblem(text)).toBe(problem);
    expect(() => parseCidr(text)).toThrow(`"${text}" is not a CIDR: expected ${problem}`);
  });
});

test('the range that a message suggests is itself a range', () => {
  for (const text of [
    '::1/0',
    '1:0:0:2:0:0:0:3/112',
    '10.0.0.1/16',
    'a::1:1/120',
    '0:0:1::1/64',
    '1:2:3:4:5:6:7:8/1',
  ]) {
    const [, suggested = ''] = /"(.*)"/.exec(cidrProblem(text) ?? '') ?? [];
    expect(cidrProblem(suggested)).toBeUndefined();
  }
});

test('a range knows its first and last address', () => {
  expect(parseCidr('10.1.0.0/16')).toMatchObject({ version: 4, first: 0x0a010000n, last: 0x0a01ffffn });
  expect(parseCidr('::/0')).toMatchObject({ version: 6, first: 0n, last: (1n << 128n) - 1n });
  expect(parseCidr('2001:db8::ff/128').first).toBe(0x20010db80000000000000000000000ffn);
});

describe('two ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.42.0.0/16', true, true],
    ['10.42.0.0/16', '10.0.0.0/8', true, false],
    ['10.0.0.0/16', '10.1.0.0/16', false, false],
    ['10.0.0.0/16', '10.0.0.0/16', true, true],
    ['::/0', '10.0.0.0/8', false, false],
    ['fd00::/8', 'fd12::/16', true, true],
  ])('%s and %s', (a, b, overlap, contain) => {
    expect(overlaps(parseCidr(a), parseCidr(b))).toBe(overlap);
    expect(overlaps(parseCidr(b), parseCidr(a))).toBe(overlap);
    expect(contains(parseCidr(a), parseCidr(b))).toBe(contain);
  });
});

test('a policy opens to no range wider than /8', () => {
  expect(rangeProblem('10.0.0.0/8')).toBeUndefined();
  expect(rangeProblem('8.0.0.0/7')).toBe('a range of /8 or narrower');
  expect(rangeProblem('::/0')).toBe('a range of /8 or narrower');
  expect(rangeProblem('10.0.0.1')).toBe('a mask, such as "10.0.0.1/32"');
});
