import { environmentSchema } from '../../model/input/environment-schema.ts';

/** What `Pulumi.<env>.yaml` may say of an environment, behind `unifyops:`: how to reach it, and nothing that `environments/` says. */
export const settingKeys = {
  delivery: 'who applies the objects: argocd (the default) or pulumi',
  kubeconfig: 'content of a kubeconfig; a secret',
  kubeconfigPath: 'file of a kubeconfig on this machine: absolute, or below ~/',
  context: "name of the kubeconfig's context; its current one by default",
  clusterId: 'UID of the namespace kube-system of the cluster that the environment belongs to',
  installArgocd: 'false where Argo CD is in the cluster already',
  repositoryUsername: "user of the infra repository, as Argo CD reads it; none where it's public",
  repositoryPassword: 'password or token of that user; a secret',
  repositorySshKey: 'private key instead of user and password; a secret',
  secrets: 'values of Secrets by name and key; a secret',
  eks: 'how to make a cluster on AWS',
} as const;

/** A key behind `unifyops:`. */
export type SettingKey = keyof typeof settingKeys;

/** Settings that must never stand in plain text in a file. */
export const secretKeys: readonly SettingKey[] = ['kubeconfig', 'repositoryPassword', 'repositorySshKey', 'secrets'];

/** What `environments/` says: a second place for it would be one too many. */
export const environmentKeys: readonly string[] = Object.keys(environmentSchema.shape);
