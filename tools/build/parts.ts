/** A program built from a Go module. */
export interface Binary {
  /** Name of the built file. */
  readonly name: string;
  /** Go package with its `main`. */
  readonly package: string;
}

/** A module of `tools/` and the programs that are built from it. */
export interface Part {
  /** Folder below `tools/`, which holds the `go.mod` that pins everything. */
  readonly name: string;
  /** The Go module whose version is the part's version. */
  readonly module: string;
  /** The programs to build. */
  readonly binaries: readonly Binary[];
  /**
   * Values that a release build stamps into the programs, by the Go variable's name.
   * @default - none
   */
  readonly stamps?: (version: string) => Readonly<Record<string, string>>;
  /**
   * Build tags of Go.
   * @default - none
   */
  readonly tags?: readonly string[];
}

const kubernetesCommand = (name: string): Binary => ({ name, package: `k8s.io/kubernetes/cmd/${name}` });

/** Without these, kubectl and Argo CD can't parse the API server's version. */
function kubernetesStamps(version: string): Readonly<Record<string, string>> {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const variables = 'k8s.io/component-base/version';
  return { [`${variables}.gitVersion`]: version, [`${variables}.gitMajor`]: major, [`${variables}.gitMinor`]: minor };
}

/** Every part, the ones that most suites need first. To add one, add a folder with a go.mod and an entry here. */
export const parts: readonly Part[] = [
  {
    name: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    binaries: [{ name: 'etcd', package: 'go.etcd.io/etcd/server/v3' }],
  },
  {
    name: 'etcdutl',
    module: 'go.etcd.io/etcd/etcdutl/v3',
    binaries: [{ name: 'etcdutl', package: 'go.etcd.io/etcd/etcdutl/v3' }],
  },
  {
    name: 'kubernetes',
    module: 'k8s.io/kubernetes',
    binaries: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'].map(kubernetesCommand),
    stamps: kubernetesStamps,
  },
  { name: 'kwok', module: 'sigs.k8s.io/kwok', binaries: [{ name: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' }] },
  {
    name: 'argo-cd',
    module: 'github.com/argoproj/argo-cd/v3',
    binaries: [{ name: 'argocd', package: 'github.com/argoproj/argo-cd/v3/cmd' }],
    stamps: (version) => ({ 'github.com/argoproj/argo-cd/v3/common.version': version.slice(1) }),
  },
  {
    name: 'sealed-secrets',
    module: 'github.com/bitnami-labs/sealed-secrets',
    binaries: [
      { name: 'kubeseal', package: 'github.com/bitnami-labs/sealed-secrets/cmd/kubeseal' },
      { name: 'sealed-secrets-controller', package: 'github.com/bitnami-labs/sealed-secrets/cmd/controller' },
    ],
    stamps: (version) => ({ 'main.VERSION': version.slice(1) }),
  },
  {
    name: 'pulumi',
    module: 'github.com/pulumi/pulumi/pkg/v3',
    binaries: [{ name: 'pulumi', package: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi' }],
    // The automation API hangs on a CLI without a version.
    stamps: (version) => ({ 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': version }),
  },
  {
    name: 'prometheus',
    module: 'github.com/prometheus/prometheus',
    binaries: ['prometheus', 'promtool'].map((name) => ({
      name,
      package: `github.com/prometheus/prometheus/cmd/${name}`,
    })),
    // Of its discoveries only the one that is used: the others bring the SDK of every cloud, most of an hour's build.
    tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  },
  {
    name: 'amtool',
    module: 'github.com/prometheus/alertmanager',
    binaries: [{ name: 'amtool', package: 'github.com/prometheus/alertmanager/cmd/amtool' }],
  },
  {
    name: 'collector',
    module: 'go.opentelemetry.io/collector/otelcol',
    binaries: [{ name: 'otelcol', package: 'unifyops.dev/tools/collector' }],
  },
  {
    name: 'kube-state-metrics',
    module: 'k8s.io/kube-state-metrics/v2',
    binaries: [{ name: 'kube-state-metrics', package: 'k8s.io/kube-state-metrics/v2' }],
  },
  {
    name: 'node-exporter',
    module: 'github.com/prometheus/node_exporter',
    binaries: [{ name: 'node_exporter', package: 'github.com/prometheus/node_exporter' }],
  },
  { name: 'k6', module: 'go.k6.io/k6', binaries: [{ name: 'k6', package: 'go.k6.io/k6' }] },
  {
    name: 'loki',
    module: 'github.com/grafana/loki/v3',
    binaries: [{ name: 'loki', package: 'github.com/grafana/loki/v3/cmd/loki' }],
  },
];
