import { describe, expect, test } from '@jest/globals';
import {
  credentialIn,
  isHarmless,
  looksRandom,
  mayNameSecret,
  namesSecret,
} from '../../../lib/checks/policy/secrets/credential.ts';
import { broken, type Loose, messages, withObjects } from '../good-tree.ts';

// Put together here, so that no scanner takes this file for a leak.
const key = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
const githubToken = `ghp_${'a1B2'.repeat(9)}`;
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NSJ9', 'c2lnbmF0dXJlLWhlcmU'].join('.');
const elsewhere =
  'Keep it in the secret store and name it here: a SealedSecret or ExternalSecret makes the Secret in the cluster.';

describe('credentials by their form', () => {
  test.each([
    ['a private key', `\n${key}\nMIIE`],
    ['a private key', ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')],
    ['an AWS access key', `id=AKIA${'ABCD1234'.repeat(2)}`],
    ['a GitHub token', githubToken],
    ['a GitLab token', `glpat-${'x'.repeat(20)}`],
    ['a Slack token', `xoxb-${'1'.repeat(12)}`],
    ['a Google API key', `AIza${'x'.repeat(35)}`],
    ['a Stripe key', `sk_live_${'0a'.repeat(12)}`],
    ['an npm token', `npm_${'0a'.repeat(18)}`],
    ['a JSON web token', `Bearer ${jwt}`],
    ['a password inside an address', 'postgres://app:hunter2@db:5432/shop'],
    ['a password inside an address', 'redis://:hunter2@cache:6379'],
  ])('%s is seen', (name, value) => {
    expect(credentialIn(value)).toBe(name);
  });

  test.each([
    'postgres://app@db:5432/shop',
    'postgres://app:$(DB_PASSWORD)@db:5432/shop',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how the value is written
    'postgres://app:${DB_PASSWORD}@db:5432/shop',
    'postgres://app:<password>@db/shop',
    'http://shop-cart-service:8080/path@2',
    'ghcr.io/shop/cart-api:1.4.0',
    'AKIA is how it begins',
  ])('%s is none', (value) => {
    expect(credentialIn(value)).toBeUndefined();
  });
});

describe('names of secrets', () => {
  test.each([
    'PASSWORD',
    'DB_PASSWORD',
    'PGPASSWORD',
    'dbPassword',
    'API_KEY',
    'apiKey',
    'x-api-key',
    'AUTH_TOKEN',
    'CLIENT_SECRET',
    'aws.secretAccessKey',
    'MYSQL_PWD',
    'DB_PASS',
  ])('%s names a secret', (name) => expect(namesSecret(name)).toBe(true));

  test.each([
    'SECRET_NAME',
    'PASSWORD_FILE',
    'TOKEN_TTL',
    'TOKEN_URL',
    'MAX_TOKENS',
    'PASSWORD_MIN_LENGTH',
    'tokenExpiry',
    'BYPASS',
    'COMPASS',
    'MONKEY',
    'SECRET_STORE',
    'KEYCLOAK_REALM',
    'PASSPORT_STRATEGY',
    'SECRETS_DIR',
  ])('%s does not', (name) => expect(namesSecret(name)).toBe(false));

  test('some names are of secrets only if the value looks random', () => {
    expect(mayNameSecret('SESSION_KEY')).toBe(true);
    expect(mayNameSecret('KEYBOARD')).toBe(false);
    expect(looksRandom('q8ZpX2vT91LmK4sWc7Rd')).toBe(true);
    expect(looksRandom('shop-cart-service-uo-prod')).toBe(false);
    expect(looksRandom('aaaaaaaaaaaaaaaaaaaaaaa1')).toBe(false);
  });

  test.each(['', 'true', 'disabled', '$(DB_PASSWORD)', '/run/secrets/db', './x', 'https://vault.example.com'])(
    'the value %j says nothing',
    (value) => {
      expect(isHarmless(value)).toBe(true);
    },
  );
});

describe('in objects', () => {
  const secret = (data: Loose) =>
    withObjects({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'uo-prod' }, ...data });

  test('a Secret with data is a fault, an empty one is not', () => {
    expect(messages('secrets/no-data', secret({ data: { a: 'eA==', b: '' }, stringData: { 'tls.key': 'x' } }))).toEqual(
      [
        `[Secret.s.yaml] data.a: found a value in plain sight, expected no value in a rendered file. ${elsewhere}`,
        `[Secret.s.yaml] stringData["tls.key"]: found a value in plain sight, expected no value in a rendered file. ${elsewhere}`,
      ],
    );
    expect(messages('secrets/no-data', secret({ type: 'kubernetes.io/service-account-token' }))).toEqual([]);
  });

  test('a credential anywhere in an object is a fault', () => {
    const tree = broken('Deployment/shop-cart-api', (object) => {
      object.spec.template.metadata.annotations = { note: githubToken };
      object.spec.template.spec.containers[0].args = ['--db', 'postgres://app:hunter2@db/shop'];
    });
    expect(messages('secrets/no-credential', tree)).toEqual([
      `[Deployment.shop-cart-api.yaml] spec.template.metadata.annotations.note: found a GitHub token, expected a reference to a Secret. ${elsewhere}`,
      `[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0].args[1]: found a password inside an address, expected a reference to a Secret. ${elsewhere}`,
    ]);
  });

  test('a SealedSecret is encrypted, whatever it looks like', () => {
    const sealed = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 's' },
      spec: { encryptedData: { a: githubToken } },
    };
    expect(messages('secrets/no-credential', withObjects(sealed))).toEqual([]);
  });

  test('a literal secret in a variable or on a command line is a fault, and the message does not repeat it', () => {
    const tree = broken('Deployment/shop-cart-api', (object) => {
      const [container] = object.spec.template.spec.containers;
      container.env = [
        { name: 'DB_PASSWORD', value: 'hunter2' },
        { name: 'PIN_SECRET', value: 1234 },
        { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'registry', key: 'k' } } },
        { name: 'PASSWORD_FILE', value: '/run/secrets/x' },
        { name: 'DB_SECRET', value: 'shop-cart-db' },
        { name: 'HASH_KEY', value: 'q8ZpX2vT91LmK4sWc7Rd' },
      ];
      container.command = ['run', '--api-key=abc', '--token=$(TOKEN)', '-password=x', '--name=api'];
    });
    const at = '[Deployment.shop-cart-api.yaml] spec.template.spec.containers[0]';
    const after =
      'expected a reference to a Secret. Take the value from a Secret: valueFrom.secretKeyRef, or better a mounted file.';
    expect(messages('secrets/no-literal', tree)).toEqual([
      `${at}.env[0].value: found a literal of 7 characters for DB_PASSWORD, ${after}`,
      `${at}.env[1].value: found a literal of 4 characters for PIN_SECRET, ${after}`,
      `${at}.env[5].value: found a literal of 20 characters for HASH_KEY, ${after}`,
      `${at}.command[1]: found a literal of 3 characters for api-key, ${after}`,
      `${at}.command[3]: found a literal of 1 character for password, ${after}`,
    ]);
  });

  test('a secret in a ConfigMap is a fault: as a key, in a file of lines, in JSON', () => {
    const tree = broken('ConfigMap/shop-cart-api', (object) => {
      object.data = {
        API_TOKEN: 'abc',
        'app.properties': '# settings\nlog.level=info\ndb.password=hunter2\ntoken.ttl=60\n',
        'app.json': '{\n  "clientSecret": "abc",\n  "url": "https://example.com"\n}',
        'app.yaml': 'db:\n  password: hunter2 # change it\n  passwordFile: /run/x\n',
        'start.sh': 'export TOKEN=$(cat /run/token)\n',
      };
    });
    const at = '[ConfigMap.shop-cart-api.yaml] data';
    const after = `expected a reference to a Secret. ${elsewhere}`;
    expect(messages('secrets/no-secret-in-config', tree)).toEqual([
      `${at}.API_TOKEN: found a literal of 3 characters for API_TOKEN, ${after}`,
      `${at}["app.properties"]: found a literal of 7 characters for db.password, ${after}`,
      `${at}["app.json"]: found a literal of 3 characters for clientSecret, ${after}`,
      `${at}["app.yaml"]: found a literal of 7 characters for password, ${after}`,
    ]);
  });

  test('a secret in an annotation is a fault', () => {
    const tree = broken('Service/shop-cart-api', (object) => {
      object.metadata.annotations['example.com/token'] = 'abc';
    });
    expect(messages('secrets/no-secret-in-config', tree)).toEqual([
      `[Service.shop-cart-api.yaml] metadata.annotations["example.com/token"]: found a literal of 3 characters for token, expected a reference to a Secret. ${elsewhere}`,
    ]);
  });
});
