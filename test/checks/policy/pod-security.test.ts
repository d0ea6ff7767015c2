import { describe, expect, test } from '@jest/globals';
import { checkTree } from '../../../lib/checks/index.ts';
import { broken, invariant, type Loose, messages, withObjects } from '../good-tree.ts';

/** The good tree with the api's pod changed. */
const withPod = (change: (spec: Loose) => void) =>
  broken('Deployment/shop-cart-api', (object) => change(object.spec.template.spec));
/** The good tree with the api's container changed. */
const withContainer = (change: (container: Loose) => void) => withPod((spec) => change(spec.containers[0]));

const pod = '[Deployment.shop-cart-api.yaml] spec.template.spec';
const container = `${pod}.containers[0]`;

describe('namespaces', () => {
  test('a namespace that enforces nothing is a fault', () => {
    const tree = broken('Namespace/uo-prod', (object) => {
      delete object.metadata.labels['pod-security.kubernetes.io/enforce'];
    });
    expect(messages('namespace/pod-security', tree)).toEqual([
      '[prod/platform/Namespace.uo-prod.yaml] metadata.labels["pod-security.kubernetes.io/enforce"]: found nothing, expected "restricted". Label the Namespace pod-security.kubernetes.io/enforce: restricted.',
    ]);
  });

  test('baseline is not enough', () => {
    const tree = broken('Namespace/uo-prod', (object) => {
      object.metadata.labels['pod-security.kubernetes.io/enforce'] = 'baseline';
    });
    expect(messages('namespace/pod-security', tree)).toHaveLength(1);
  });
});

describe('the node', () => {
  test('each shared namespace of the node is a fault', () => {
    const tree = withPod((spec) => Object.assign(spec, { hostNetwork: true, hostPID: true, hostIPC: true }));
    expect(messages('pod/host-namespaces', tree)).toEqual([
      `${pod}.hostNetwork: found true, expected false or absent. Remove the field.`,
      `${pod}.hostPID: found true, expected false or absent. Remove the field.`,
      `${pod}.hostIPC: found true, expected false or absent. Remove the field.`,
    ]);
    expect(
      messages(
        'pod/host-namespaces',
        withPod((spec) => Object.assign(spec, { hostNetwork: false })),
      ),
    ).toEqual([]);
  });

  test('a host port is a fault, 0 is none', () => {
    const withPort = (hostPort: number) => withContainer((value) => Object.assign(value.ports[0], { hostPort }));
    expect(messages('pod/host-ports', withPort(80))).toEqual([
      `${container}.ports[0].hostPort: found 80, expected 0 or absent. Remove hostPort and reach the pod through a Service.`,
    ]);
    expect(messages('pod/host-ports', withPort(0))).toEqual([]);
  });

  test('a port that only root may bind is a fault', () => {
    const tree = withContainer((value) => {
      value.ports = [{ containerPort: 1024 }, { containerPort: 22 }];
    });
    expect(messages('pod/low-ports', tree)).toEqual([
      `${container}.ports[1].containerPort: found 22, expected at least 1024. Serve a port from 1024 on, and give the Service the number that callers know.`,
    ]);
  });

  test('a Windows process of the node is a fault, in the pod and in a container', () => {
    const windowsOptions = { hostProcess: true };
    const tree = withPod((spec) => {
      spec.securityContext.windowsOptions = windowsOptions;
      spec.containers[0].securityContext.windowsOptions = windowsOptions;
    });
    expect(messages('pod/host-process', tree)).toEqual([
      `${pod}.securityContext.windowsOptions.hostProcess: found true, expected false or absent. Remove windowsOptions.hostProcess.`,
      `${container}.securityContext.windowsOptions.hostProcess: found true, expected false or absent. Remove windowsOptions.hostProcess.`,
    ]);
  });

  test('a probe or lifecycle hook that names a host is a fault', () => {
    const tree = withContainer((value) => {
      value.readinessProbe.httpGet.host = '10.0.0.1';
      value.livenessProbe = { tcpSocket: { port: 8080, host: 'db' } };
      value.lifecycle = {
        preStop: { httpGet: { port: 8080, host: 'db' } },
        postStart: { httpGet: { port: 80, host: '' } },
      };
    });
    const repair = "Remove host: a probe asks the pod's own address.";
    expect(messages('pod/probe-host', tree)).toEqual([
      `${container}.livenessProbe.tcpSocket.host: found "db", expected no host. ${repair}`,
      `${container}.readinessProbe.httpGet.host: found "10.0.0.1", expected no host. ${repair}`,
      `${container}.lifecycle.preStop.httpGet.host: found "db", expected no host. ${repair}`,
    ]);
  });
});

describe('volumes', () => {
  test('a folder of the node is a fault', () => {
    const tree = withPod((spec) => spec.volumes.push({ name: 'sock', hostPath: { path: '/run/containerd' } }));
    expect(messages('pod/host-path', tree)).toEqual([
      `${pod}.volumes[1].hostPath: found "/run/containerd", expected no hostPath volume. Use a PersistentVolumeClaim, an emptyDir or a ConfigMap.`,
    ]);
    expect(messages('pod/volume-types', tree)).toEqual([]);
  });

  test('an inline network volume is a fault', () => {
    const tree = withPod((spec) =>
      spec.volumes.push({ name: 'share', nfs: { server: 'nas', path: '/' }, hostPath: null }),
    );
    expect(messages('pod/volume-types', tree)).toEqual([
      `${pod}.volumes[1].nfs: found nfs, expected one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret. Reach the storage through a PersistentVolumeClaim.`,
    ]);
    expect(messages('pod/host-path', tree)).toEqual([]);
  });
});

describe('privileges', () => {
  test('a privileged container is a fault', () => {
    const tree = withContainer((value) => Object.assign(value.securityContext, { privileged: true }));
    expect(messages('pod/privileged', tree)).toEqual([
      `${container}.securityContext.privileged: found true, expected false or absent. Remove privileged.`,
    ]);
  });

  test('privilege escalation must be switched off in words', () => {
    const tree = withContainer((value) => delete value.securityContext.allowPrivilegeEscalation);
    expect(messages('pod/privilege-escalation', tree)).toEqual([
      `${container}.securityContext.allowPrivilegeEscalation: found nothing, expected false. Set securityContext.allowPrivilegeEscalation to false.`,
    ]);
  });

  test('capabilities must be dropped, all of them', () => {
    const tree = withContainer((value) => {
      value.securityContext.capabilities.drop = ['NET_RAW'];
    });
    expect(messages('pod/drop-capabilities', tree)).toEqual([
      `${container}.securityContext.capabilities.drop: found ["NET_RAW"], expected ["ALL"]. Set securityContext.capabilities.drop to ["ALL"].`,
    ]);
  });

  test('only NET_BIND_SERVICE may be added', () => {
    const tree = withContainer((value) => {
      value.securityContext.capabilities.add = ['NET_BIND_SERVICE', 'SYS_ADMIN'];
    });
    expect(messages('pod/add-capabilities', tree)).toEqual([
      `${container}.securityContext.capabilities.add[1]: found "SYS_ADMIN", expected nothing but "NET_BIND_SERVICE". Remove it from securityContext.capabilities.add.`,
    ]);
  });

  test('a writable root file system is a fault', () => {
    const tree = withContainer((value) => delete value.securityContext.readOnlyRootFilesystem);
    expect(messages('pod/read-only-root', tree)).toEqual([
      `${container}.securityContext.readOnlyRootFilesystem: found nothing, expected true. Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.`,
    ]);
  });

  test('a Windows pod need not set what Windows does not have', () => {
    const tree = withPod((spec) => {
      spec.os = { name: 'windows' };
      spec.containers[0].securityContext = {};
      spec.securityContext = { runAsNonRoot: true };
    });
    for (const rule of ['pod/privilege-escalation', 'pod/drop-capabilities', 'pod/read-only-root', 'pod/seccomp']) {
      expect(messages(rule, tree)).toEqual([]);
    }
  });
});

describe('users', () => {
  const mayBeRoot = `${container}.securityContext.runAsNonRoot: found nothing, expected true, here or for the whole pod. Set runAsNonRoot to true in the pod's securityContext and leave it out of the containers'.`;

  test('a pod that may run as root is a fault', () => {
    const tree = withPod((spec) => delete spec.securityContext.runAsNonRoot);
    expect(messages('pod/run-as-non-root', tree)).toEqual([mayBeRoot]);
  });

  test('each container may say it for itself', () => {
    const tree = withPod((spec) => {
      delete spec.securityContext.runAsNonRoot;
      spec.containers[0].securityContext.runAsNonRoot = true;
    });
    expect(messages('pod/run-as-non-root', tree)).toEqual([]);
  });

  test('a container that takes it back is a fault', () => {
    const tree = withContainer((value) => Object.assign(value.securityContext, { runAsNonRoot: false }));
    expect(messages('pod/run-as-non-root', tree)).toEqual([mayBeRoot.replace('nothing', 'false')]);
  });

  test('false for the whole pod is a fault even where every container says true', () => {
    const tree = withPod((spec) => {
      spec.securityContext.runAsNonRoot = false;
      spec.containers[0].securityContext.runAsNonRoot = true;
    });
    expect(messages('pod/run-as-non-root', tree)).toEqual([
      `${pod}.securityContext.runAsNonRoot: found false, expected true. Set runAsNonRoot to true in the pod's securityContext and leave it out of the containers'.`,
    ]);
  });

  test('user 0 is a fault', () => {
    const tree = withContainer((value) => Object.assign(value.securityContext, { runAsUser: 0 }));
    expect(messages('pod/run-as-user', tree)).toEqual([
      `${container}.securityContext.runAsUser: found 0, expected an id above 0. Give a user id above 0, such as 10001.`,
    ]);
  });

  test('group 0 is a fault wherever it stands', () => {
    const tree = withPod((spec) => {
      Object.assign(spec.securityContext, { runAsGroup: 0, fsGroup: 0, supplementalGroups: [5, 0] });
    });
    const repair = 'Give a group id above 0, such as 10001.';
    expect(messages('pod/root-group', tree)).toEqual([
      `${pod}.securityContext.runAsGroup: found 0, expected an id above 0. ${repair}`,
      `${pod}.securityContext.fsGroup: found 0, expected an id above 0. ${repair}`,
      `${pod}.securityContext.supplementalGroups[1]: found 0, expected ids above 0. ${repair}`,
    ]);
  });

  test('a pod in a user namespace of its own may be root inside', () => {
    const tree = withPod((spec) =>
      Object.assign(spec, { hostUsers: false, securityContext: { runAsUser: 0, fsGroup: 0 } }),
    );
    for (const rule of ['pod/run-as-non-root', 'pod/run-as-user', 'pod/root-group']) {
      expect(messages(rule, tree)).toEqual([]);
    }
  });
});

describe('profiles', () => {
  const repair = "Set seccompProfile to {type: RuntimeDefault} in the pod's securityContext.";

  test('a pod without a seccomp profile is a fault', () => {
    const tree = withPod((spec) => delete spec.securityContext.seccompProfile);
    expect(messages('pod/seccomp', tree)).toEqual([
      `${container}.securityContext.seccompProfile.type: found nothing, expected RuntimeDefault or Localhost, here or for the whole pod. ${repair}`,
    ]);
  });

  test('an unconfined pod is a fault, and so is each container that takes it over', () => {
    const tree = withPod((spec) => {
      spec.securityContext.seccompProfile.type = 'Unconfined';
    });
    expect(messages('pod/seccomp', tree)).toEqual([
      `${pod}.securityContext.seccompProfile.type: found "Unconfined", expected RuntimeDefault or Localhost. ${repair}`,
      `${container}.securityContext.seccompProfile.type: found nothing, expected RuntimeDefault or Localhost, here or for the whole pod. ${repair}`,
    ]);
  });

  test('an init container is held to it as well', () => {
    const tree = withPod((spec) => {
      spec.initContainers = [{ name: 'wait', securityContext: { seccompProfile: { type: 'Unconfined' } } }];
    });
    expect(messages('pod/seccomp', tree)).toEqual([
      `${pod}.initContainers[0].securityContext.seccompProfile.type: found "Unconfined", expected RuntimeDefault or Localhost, here or for the whole pod. ${repair}`,
    ]);
  });

  test('an unconfined AppArmor profile is a fault in the field and in the old annotation', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/api';
    const tree = broken('Deployment/shop-cart-api', ({ spec }) => {
      spec.template.metadata.annotations = { [key]: 'unconfined', [`${key}-2`]: 'runtime/default' };
      spec.template.spec.containers[0].securityContext.appArmorProfile = { type: 'Unconfined' };
    });
    expect(messages('pod/app-armor', tree)).toEqual([
      `${container}.securityContext.appArmorProfile.type: found "Unconfined", expected RuntimeDefault or Localhost. Remove it: RuntimeDefault applies by itself.`,
      `[Deployment.shop-cart-api.yaml] spec.template.metadata.annotations["${key}"]: found "unconfined", expected runtime/default or localhost/…. Remove it: RuntimeDefault applies by itself.`,
    ]);
  });

  test('an SELinux type outside the containers, a user and a role are faults', () => {
    const tree = withPod((spec) => {
      spec.securityContext.seLinuxOptions = { type: 'spc_t', user: 'root_u', role: 'r' };
      spec.containers[0].securityContext.seLinuxOptions = { type: 'container_t' };
    });
    const at = `${pod}.securityContext.seLinuxOptions`;
    expect(messages('pod/selinux', tree)).toEqual([
      `${at}.type: found "spc_t", expected one of container_t, container_init_t, container_kvm_t, container_engine_t, or none. Remove it from seLinuxOptions.`,
      `${at}.user: found "root_u", expected none. Remove it from seLinuxOptions.`,
      `${at}.role: found "r", expected none. Remove it from seLinuxOptions.`,
    ]);
  });
});

describe('the kernel', () => {
  test('an unmasked /proc is a fault', () => {
    const tree = withContainer((value) => Object.assign(value.securityContext, { procMount: 'Unmasked' }));
    expect(messages('pod/proc-mount', tree)).toEqual([
      `${container}.securityContext.procMount: found "Unmasked", expected Default or absent. Remove procMount.`,
    ]);
  });

  test('only sysctls that stay inside the pod may be set', () => {
    const tree = withPod((spec) => {
      spec.securityContext.sysctls = [{ name: 'net.ipv4.tcp_syncookies' }, { name: 'kernel.msgmax' }];
    });
    expect(messages('pod/sysctls', tree)).toEqual([
      expect.stringMatching(
        /sysctls\[1\]\.name: found "kernel\.msgmax", expected one of kernel\.shm_rmid_forced, .*\. Remove it\.$/,
      ),
    ]);
  });
});

test('pods are found in every kind that makes them', () => {
  const template = { spec: { hostNetwork: true } };
  const make = (kind: string, apiVersion: string, spec: unknown) => ({
    apiVersion,
    kind,
    metadata: { name: 'x' },
    spec,
  });
  const tree = withObjects(
    make('Pod', 'v1', template.spec),
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => make(kind, 'apps/v1', { template })),
    make('Job', 'batch/v1', { template }),
    make('CronJob', 'batch/v1', { jobTemplate: { spec: { template } } }),
    make('Deployment', 'example.com/v1', { template }),
  );
  expect(
    checkTree(tree, { invariants: [invariant('pod/host-namespaces')] }).map((fault) => `${fault.object} ${fault.path}`),
  ).toEqual([
    'CronJob x spec.jobTemplate.spec.template.spec.hostNetwork',
    'DaemonSet x spec.template.spec.hostNetwork',
    'Job x spec.template.spec.hostNetwork',
    'Pod x spec.hostNetwork',
    'ReplicaSet x spec.template.spec.hostNetwork',
    'StatefulSet x spec.template.spec.hostNetwork',
  ]);
});
