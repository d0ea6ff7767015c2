import type { KubeObject } from '../../../lib/render/tree.ts';

const labels = { 'app.kubernetes.io/name': 'identity-auth-api' };
const metadata = { name: 'identity-auth-api', namespace: 'uo-dev', labels };
const probe = { httpGet: { path: '/health', port: 'http' }, periodSeconds: 10 };

const template = {
  metadata: { labels },
  spec: {
    containers: [
      {
        name: 'api',
        image: 'harbor.example.com/unifyops/auth-api:1.4.2',
        imagePullPolicy: 'IfNotPresent',
        ports: [{ name: 'http', containerPort: 8002 }],
        env: [
          { name: 'SERVICE_URL', value: 'http://identity-auth-service:8001' },
          { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'auth', key: 'token' } } },
        ],
        livenessProbe: probe,
        readinessProbe: { tcpSocket: { port: 8002 } },
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: 0.5, memory: '256Mi' } },
        securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  },
};

const selector = { matchLabels: labels };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };

/** One good object of each kind that the tests break. Each call makes new ones, which share nothing, so that a test may change its own. */
export function goodObjects(): Record<string, KubeObject> {
  const objects = {
    Deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 2,
        selector,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
        template,
      },
    },
    StatefulSet: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata,
      spec: {
        serviceName: 'identity-auth-db',
        selector,
        template,
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
      },
    },
    CronJob: {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        schedule: '0 3 * * *',
        concurrencyPolicy: 'Forbid',
        jobTemplate: { spec: { backoffLimit: 2, template } },
      },
    },
    Service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { type: 'ClusterIP', selector: labels, ports: [{ name: 'http', port: 8002, targetPort: 'http' }] },
    },
    ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'app.yaml': 'debug: false\n' } },
    Secret: { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { token: 'aHVudGVyMg==' } },
    Namespace: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'uo-dev', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
    NetworkPolicy: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: selector,
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] } }], ports: [{ port: 443 }] }],
      },
    },
    Ingress: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        rules: [
          {
            host: 'auth.dev.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'identity-auth-app', port: { number: 3000 } } },
                },
              ],
            },
          },
        ],
      },
    },
    HorizontalPodAutoscaler: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata,
      spec: {
        minReplicas: 2,
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'identity-auth-api' },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
      },
    },
    RoleBinding: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { ...metadata, name: 'uo:reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'uo:reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'core-go', namespace: 'uo-dev' }],
    },
    Application: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'dev-identity-auth', namespace: 'argocd' },
      spec: {
        project: 'dev',
        source: {
          repoURL: 'https://git.example.com/infra.git',
          path: 'dev/identity-auth',
          helm: { valuesObject: { any: { depth: [1] } } },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'uo-dev' },
        syncPolicy: { automated: { prune: true, selfHeal: true }, retry: { limit: 5, refresh: true } },
      },
    },
    HTTPRoute: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ name: 'public' }],
        hostnames: ['auth.dev.example.com'],
        rules: [
          { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'app', port: 3000 }] },
        ],
      },
    },
    Certificate: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata,
      spec: {
        secretName: 'auth-tls',
        dnsNames: ['auth.dev.example.com'],
        issuerRef: { name: 'ca', kind: 'ClusterIssuer' },
      },
    },
    ExternalSecret: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata,
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' },
        data: [{ secretKey: 'token', remoteRef: { key: 'auth/token' } }],
      },
    },
    SealedSecret: {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata,
      spec: { encryptedData: { token: 'AgBy3i4OJSWK' }, template: { metadata: { labels } } },
    },
    PodMonitor: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata,
      spec: { selector, podMetricsEndpoints: [{ port: 'http', interval: '15s' }] },
    },
    Middleware: {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata,
      spec: { stripPrefix: { prefixes: ['/auth'] } },
    },
  };
  return JSON.parse(JSON.stringify(objects)) as Record<string, KubeObject>;
}
