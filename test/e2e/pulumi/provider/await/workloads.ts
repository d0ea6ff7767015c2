import { type Awaiter, type Condition, condition, failed, isObserved, ready, waiting } from './readiness.ts';

/** A Deployment is ready when its newest pods are, and as many as it wants. */
export const deployment: Awaiter = {
  judge: (object) => {
    if (!isObserved(object)) return waiting();
    const progressing = condition(object, 'Progressing');
    const available = condition(object, 'Available');
    const isAvailable = available?.status === 'True';
    const isRolledOut = progressing?.status === 'True' && progressing.reason === 'NewReplicaSetAvailable';
    const isWhole = (object.status?.updatedReplicas ?? 0) === (object.spec.replicas ?? 1);
    if (isAvailable && isRolledOut && isWhole) return ready;
    const short = isAvailable
      ? 'Minimum number of Pods to consider the application live was not attained'
      : 'Minimum number of live Pods was not attained';
    return waiting(...[progressing, available].flatMap(unmet), short);
  },
};

/** A StatefulSet is ready when every pod is of the newest revision and serves. */
export const statefulSet: Awaiter = {
  judge: (object) => {
    if (!isObserved(object)) return waiting();
    const { currentRevision, updateRevision, replicas = 0, readyReplicas = 0, currentReplicas = 0 } = object.status;
    const wanted: number = object.spec.replicas ?? 1;
    const isNewest = currentRevision !== undefined && currentRevision === updateRevision;
    const isWhole = [replicas, readyReplicas, currentReplicas].every((count) => count === wanted);
    if (isNewest && isWhole) return ready;
    const stuck = `StatefulSet controller failed to advance from revision "${currentRevision}" to revision "${updateRevision}"`;
    return waiting(
      ...(isWhole ? [] : [`${readyReplicas} out of ${wanted} replicas succeeded readiness checks`]),
      ...(isNewest ? [] : [stuck]),
    );
  },
};

/** A Job is ready when it is complete; that it has failed is known at once. */
export const job: Awaiter = {
  judge: (object) => {
    const failure = condition(object, 'Failed');
    if (failure?.status === 'True') return failed(said(failure));
    return condition(object, 'Complete')?.status === 'True' ? ready : waiting();
  },
};

function unmet(found: Condition | undefined): readonly string[] {
  return found === undefined || found.status === 'True' ? [] : [said(found)];
}

function said({ reason, message }: Condition): string {
  return `[${reason}] ${message}`;
}
