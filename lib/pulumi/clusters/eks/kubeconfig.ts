/** How a cluster on EKS is reached. */
export interface Reach {
  readonly name: string;
  readonly region: string;
  /** Address of the API. */
  readonly endpoint: string;
  /** Its certificate authority, in base64. */
  readonly authority: string;
}

/** A kubeconfig without any credential in it: whoever uses it signs in to AWS, and gets a token for a quarter of an hour. */
export function kubeconfigOf({ name, region, endpoint, authority }: Reach): string {
  const args = ['eks', 'get-token', '--cluster-name', name, '--region', region, '--output', 'json'];
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: endpoint, 'certificate-authority-data': authority } }],
    users: [
      {
        name,
        user: {
          exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws', args, interactiveMode: 'Never' },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
