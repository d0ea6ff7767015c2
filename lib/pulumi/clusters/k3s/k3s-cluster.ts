import { ComponentResource, dynamic, type Output, type Resource } from '@pulumi/pulumi';
import type { K3sHostsProps } from '../../../model/index.ts';
import { provider } from './provider.ts';

/**
 * Linux hosts that become one k3s cluster. One resource holds all of them: the order across hosts (dead servers out before new ones
 * join, one upgrade at a time, never less than a majority) is one plan's, and Pulumi would make every new host before it removes an
 * old one.
 */
export class K3sCluster extends ComponentResource {
  /** How to reach it; a secret. */
  readonly kubeconfig: Output<string>;
  /** What a snapshot is restored with; a secret. */
  readonly token: Output<string>;
  /** What is there when nodes are ready. */
  readonly hosts: Resource;

  constructor(environment: string, hosts: K3sHostsProps, parent?: Resource) {
    super('unifyops:k3s:K3sCluster', environment, {}, parent ? { parent } : {});
    const made = new Hosts(environment, { request: JSON.stringify({ environment, hosts }) }, this);
    this.hosts = made;
    this.kubeconfig = made.kubeconfig;
    this.token = made.token;
    this.registerOutputs({});
  }
}

class Hosts extends dynamic.Resource {
  declare readonly kubeconfig: Output<string>;
  declare readonly token: Output<string>;

  constructor(name: string, inputs: { readonly request: string }, parent: Resource) {
    const props = { ...inputs, kubeconfig: undefined, token: undefined };
    const options = {
      parent,
      protect: true, // its deletion clears the hosts, disks and all
      additionalSecretOutputs: ['kubeconfig', 'token'],
      customTimeouts: { create: '2h', update: '4h', delete: '1h' },
    };
    super(provider, name, props, options, 'k3s', 'Hosts');
  }
}
