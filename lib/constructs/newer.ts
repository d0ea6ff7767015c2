import { k8s } from './k8s.ts';

// Fields that the API has and the typed package doesn't; its toJson drops what it doesn't know, so they are added after it.

/** A pod that goes serves on for a moment, until every proxy and load balancer has stopped sending to it. */
const drainPause = { preStop: { sleep: { seconds: 5 } } };

/** A Deployment whose pods pause before they stop (`sleep` is stable since Kubernetes 1.34). */
export class ServingDeployment extends k8s.KubeDeployment {
  override toJson() {
    const json = super.toJson();
    for (const container of json.spec.template.spec.containers) container.lifecycle = drainPause;
    return json;
  }
}

/** A StatefulSet whose claims name their kind: the API server fills it in, and Argo CD would see a difference for ever. */
export class StatefulSetWithKinds extends k8s.KubeStatefulSet {
  override toJson() {
    const json = super.toJson();
    json.spec.volumeClaimTemplates = json.spec.volumeClaimTemplates.map((claim: object) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      ...claim,
    }));
    return json;
  }
}
