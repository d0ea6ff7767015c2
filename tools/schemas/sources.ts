/** Where the schemas of one name in `versions.json` come from. */
export interface Source {
  /** Go module that carries them. */
  readonly module: string;
  /** Folder of CustomResourceDefinitions inside the module; absent for the Kubernetes API itself. */
  readonly folder?: string;
  /** Kinds to take; all others of the folder are left out. */
  readonly kinds?: readonly string[];
}

/** Every source by its name in `versions.json`. To add custom resources, add a line here and a version there. */
export const sources: Readonly<Record<string, Source>> = {
  kubernetes: { module: 'k8s.io/kubernetes' },
  'argo-cd': {
    module: 'github.com/argoproj/argo-cd/v3',
    folder: 'manifests/crds',
    kinds: ['Application', 'ApplicationSet', 'AppProject'],
  },
  'gateway-api': {
    module: 'sigs.k8s.io/gateway-api',
    folder: 'config/crd/standard',
    kinds: ['BackendTLSPolicy', 'Gateway', 'GatewayClass', 'HTTPRoute', 'ReferenceGrant'],
  },
  'cert-manager': {
    module: 'github.com/cert-manager/cert-manager',
    folder: 'deploy/crds',
    kinds: ['Certificate', 'ClusterIssuer', 'Issuer'],
  },
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets',
    folder: 'config/crds/bases',
    kinds: [
      'ClusterExternalSecret',
      'ClusterSecretStore',
      'ECRAuthorizationToken',
      'ExternalSecret',
      'Password',
      'PushSecret',
      'SecretStore',
    ],
  },
  'sealed-secrets': {
    module: 'github.com/bitnami-labs/sealed-secrets',
    folder: 'helm/sealed-secrets/crds',
    kinds: ['SealedSecret'],
  },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    folder: 'example/prometheus-operator-crd',
    kinds: ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'],
  },
  traefik: {
    module: 'github.com/traefik/traefik/v3',
    folder: 'docs/content/reference/dynamic-configuration',
    kinds: ['IngressRoute', 'Middleware', 'ServersTransport', 'TLSOption'],
  },
};

/** Kinds of the Kubernetes API that its own controllers or a request write, never a manifest: using one is a fault. */
export const notForManifests: ReadonlySet<string> = new Set([
  'Binding',
  'CSINode',
  'CSIStorageCapacity',
  'CertificateSigningRequest',
  'ControllerRevision',
  'Endpoints',
  'Event',
  'IPAddress',
  'LocalSubjectAccessReview',
  'Node',
  'ResourceSlice',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
  'TokenReview',
  'VolumeAttachment',
]);

/** Fields of ObjectMeta that the API server or a controller writes. */
export const serverMetadata: readonly string[] = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
];
