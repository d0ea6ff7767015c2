import { describe, expect, test } from '@jest/globals';
import { fieldChanges } from '../../../../lib/checks/change/compare/fields.ts';
import type { Loose } from '../../good-tree.ts';
import { make } from '../found.ts';

const secret = 'c2VjcmV0LXZhbHVl';
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

function told(kind: string, old: Loose, next: Loose): string {
  return JSON.stringify(fieldChanges(make('v1', kind, 'a', old), make('v1', kind, 'a', next)));
}

describe('a Secret', () => {
  test('tells which keys differ and no value', () => {
    const old = make('v1', 'Secret', 'a', { data: { same: secret, user: secret, gone: secret } });
    const next = make('v1', 'Secret', 'a', {
      data: { same: secret, user: 'bmV3', more: 'eA==' },
      stringData: { plain: 'x' },
    });
    expect(fieldChanges(old, next)).toEqual([
      { path: 'data.gone', old: '(hidden)' },
      { path: 'data.more', new: '(hidden)' },
      { path: 'data.user', old: '(hidden)', new: '(hidden)' },
      { path: 'stringData', new: { plain: '(hidden)' } },
    ]);
  });

  test('hides the copy that kubectl keeps of it', () => {
    const object = (value: string) => ({
      ...make('v1', 'Secret', 'a'),
      metadata: { name: 'a', annotations: { [annotation]: `{"data":{"k":"${value}"}}` } },
    });
    expect(fieldChanges(object(secret), object('bmV3'))).toEqual([
      { path: `metadata.annotations["${annotation}"]`, old: '(hidden)', new: '(hidden)' },
    ]);
  });

  test('hides data that is no map', () => {
    expect(told('Secret', { data: secret }, { data: ['x'] })).not.toMatch(/c2Vj|"x"/);
  });
});

describe('any other object', () => {
  test.each<[string, Loose]>([
    ['a variable', { env: [{ name: 'DB_PASSWORD', value: secret }] }],
    ['a setting', { data: { 'api-key': secret } }],
    ['a line of a file', { data: { 'app.ini': `user = jane\npassword = ${secret}\n` } }],
    ['an argument', { args: [`--db-password=${secret}`] }],
    ['a password in an address', { url: `postgres://jane:${secret}@db/shop` }],
    ['a field of a custom object', { spec: { auth: { token: secret } } }],
  ])('hides a secret in %s', (_, fields) => {
    expect(told('Thing', {}, { spec: fields })).not.toContain(secret);
    expect(told('Thing', { spec: {} }, { spec: fields })).not.toContain(secret);
    expect(told('Thing', { spec: fields }, {})).toContain('(hidden)');
  });

  test('hides a variable whose value changes', () => {
    const env = (value: string) => ({ env: [{ name: 'DB_PASSWORD', value }] });
    expect(fieldChanges(make('v1', 'Thing', 'a', env(secret)), make('v1', 'Thing', 'a', env('new')))).toEqual([
      { path: 'env["DB_PASSWORD"].value', old: '(hidden)', new: '(hidden)' },
    ]);
  });

  test('hides what a SealedSecret seals', () => {
    expect(told('SealedSecret', {}, { spec: { encryptedData: { user: secret } } })).not.toContain('x');
  });

  test('shows the names of secrets, and settings about them', () => {
    const fields = {
      env: [
        { name: 'SECRET_NAME', value: 'shop-db' },
        { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'shop-db', key: 'password' } } },
      ],
      data: { TOKEN_TTL: '60', PASSWORD_FILE: '/run/secrets/db' },
      automountServiceAccountToken: false,
    };
    expect(told('Thing', {}, { spec: fields })).not.toContain('hidden');
  });
});
