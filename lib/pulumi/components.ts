import { ComponentResource, type ComponentResourceOptions, type Inputs } from '@pulumi/pulumi';

/** What a component of ours is made with. */
export type ComponentOptions = Pick<ComponentResourceOptions, 'parent' | 'providers' | 'dependsOn' | 'aliases'>;

/** A component that knows its outputs later than its constructor. */
class LateComponent extends ComponentResource {
  /** Pulumi registers outputs, none, as soon as this is over, and takes no others then: it must not be over. */
  protected override initialize(): Promise<never> {
    return new Promise(() => undefined);
  }

  /** Says what it came to; nothing is registered below it afterwards. */
  close(outputs: Inputs): void {
    this.registerOutputs(outputs);
  }
}

/** One environment: its cluster and what is delivered to it. */
export class EnvironmentComponent extends LateComponent {
  constructor(name: string, options: ComponentOptions = {}) {
    super('unifyops:index:Environment', name, {}, options);
  }
}

/** How objects get into the cluster: `pulumi` or `argocd`. */
export class DeliveryComponent extends LateComponent {
  constructor(name: string, options: ComponentOptions) {
    super('unifyops:index:Delivery', name, {}, options);
  }
}

/** One folder of the tree: a stack, or what all stacks stand on. */
export class StackComponent extends ComponentResource {
  constructor(folder: string, options: ComponentOptions) {
    super('unifyops:index:Stack', folder, {}, options);
    this.registerOutputs({ folder });
  }
}

/** Type of {@link HeldComponent}. */
export const heldType = 'unifyops:index:Held';

/** A note in the state, which holds nothing: Pulumi would delete the objects that leave it. */
export class HeldComponent extends ComponentResource {
  constructor(options: ComponentOptions) {
    super(heldType, 'held', {}, options);
    this.registerOutputs({});
  }
}
