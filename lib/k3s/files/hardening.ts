import { stringify } from 'yaml';

/** Folder of what the API server reads beside its configuration. */
const folder = '/etc/rancher/unifyops';

/** Files that the API server's flags name. */
export const hardeningPaths = {
  audit: `${folder}/audit.yaml`,
  admission: `${folder}/admission.yaml`,
} as const;

/** Secrets are named in the log and never shown; reading is not logged, changing is. */
const audit = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    {
      level: 'None',
      verbs: ['get', 'list', 'watch'],
      nonResourceURLs: ['/healthz*', '/readyz*', '/livez*', '/version'],
    },
    { level: 'None', users: ['system:kube-proxy', 'system:apiserver'], verbs: ['get', 'list', 'watch'] },
    { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'list', 'watch'] },
    {
      level: 'Metadata',
      resources: [
        { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
        { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
      ],
    },
    { level: 'Metadata', verbs: ['get', 'list', 'watch'] },
    { level: 'Request' },
  ],
};

/** Namespaces that the cluster's own parts need more rights in. */
const exemptNamespaces = ['kube-system', 'metallb-system', 'longhorn-system'];

const admission = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'AdmissionConfiguration',
  plugins: [
    {
      name: 'PodSecurity',
      configuration: {
        apiVersion: 'pod-security.admission.config.k8s.io/v1',
        kind: 'PodSecurityConfiguration',
        defaults: Object.fromEntries(
          ['enforce', 'audit', 'warn'].flatMap((mode) => [
            [mode, 'restricted'],
            [`${mode}-version`, 'latest'],
          ]),
        ),
        exemptions: { usernames: [], runtimeClasses: [], namespaces: exemptNamespaces },
      },
    },
    {
      name: 'EventRateLimit',
      configuration: {
        apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1',
        kind: 'Configuration',
        limits: [{ type: 'Server', qps: 5000, burst: 20000 }],
      },
    },
  ],
};

/** What the hardening guide of k3s asks a server for, as content by path. */
export const hardeningFiles: Readonly<Record<string, string>> = {
  [hardeningPaths.audit]: stringify(audit),
  [hardeningPaths.admission]: stringify(admission),
};

/** The same as a part of `config.yaml`; docs/clusters/k3s-cis.md says which item of the guide each is for. */
export const hardenedServer = {
  'protect-kernel-defaults': true,
  'secrets-encryption': true,
  'write-kubeconfig-mode': '0600',
  'kube-apiserver-arg': [
    'anonymous-auth=false',
    'enable-admission-plugins=NodeRestriction,EventRateLimit',
    `admission-control-config-file=${hardeningPaths.admission}`,
    `audit-policy-file=${hardeningPaths.audit}`,
    'audit-log-path=/var/lib/rancher/k3s/server/logs/audit.log',
    'audit-log-maxage=30',
    'audit-log-maxbackup=10',
    'audit-log-maxsize=100',
    'request-timeout=300s',
    'service-account-lookup=true',
    'service-account-extend-token-expiration=false',
  ],
  'kube-controller-manager-arg': ['terminated-pod-gc-threshold=10', 'use-service-account-credentials=true'],
} as const;

/** What the guide asks every node's kubelet for. */
export const hardenedKubelet = [
  'streaming-connection-idle-timeout=5m',
  'make-iptables-util-chains=true',
  'event-qps=0',
  'tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
] as const;
