import type { Environment } from '../../model/index.ts';
import type { KubeObject } from '../../render/tree.ts';
import { secretObject } from '../delivery/own-tree.ts';
import { type Settings, setting } from '../settings/settings.ts';
import { argocdNamespace } from './install-tree.ts';

/** The Secret by which Argo CD reads the infra repository; undefined where the settings name no credential: a public repository. */
export function repositoryCredential({ name, gitops }: Environment, settings: Settings): KubeObject | undefined {
  const credential = {
    username: setting(settings, 'repositoryUsername'),
    password: setting(settings, 'repositoryPassword'),
    sshPrivateKey: setting(settings, 'repositorySshKey'),
  };
  const given = Object.entries(credential).filter(([, value]) => value !== undefined);
  if (given.length === 0) return undefined;
  const values = { type: 'git', url: gitops.repository, ...Object.fromEntries(given) };
  const place = { name: `repository-${name}`, namespace: argocdNamespace, environment: name };
  return secretObject(place, 'Opaque', values, { 'argocd.argoproj.io/secret-type': 'repository' });
}
