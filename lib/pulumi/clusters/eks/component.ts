import { ComponentResource, type ComponentResourceOptions, type Resource } from '@pulumi/pulumi';
import type { Infrastructure } from '../../../model/aws/infrastructure.ts';

/** What every part of a cluster on AWS is made from. */
export interface AwsContext {
  readonly infrastructure: Infrastructure;
  /** Id of the account, as its owner or an environment's settings say. */
  readonly account: string;
  /**
   * Whether Pulumi refuses to delete or replace what carries the environment. An update that must replace something says so in the
   * settings first, and is the only one that can.
   */
  readonly protect: boolean;
}

/** A part of a cluster on AWS: `unifyops:aws:Network` and so on. */
export abstract class AwsComponent extends ComponentResource {
  /** The cluster's name: the first part of every name below. */
  protected readonly prefix: string;

  constructor(kind: string, name: string, { infrastructure }: AwsContext, options: ComponentResourceOptions) {
    super(`unifyops:aws:${kind}`, name, {}, options);
    this.prefix = infrastructure.settings.name;
  }

  /** Options of a resource that is made anew without harm. */
  protected get child(): { readonly parent: Resource } {
    return { parent: this };
  }
}

/** Tags with a name for people. */
export function named(tags: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return { ...tags, Name: name };
}
