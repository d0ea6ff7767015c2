import { CloudGraph, type CloudResource } from './graph.ts';

/** A resource as `pulumi stack export` writes it. */
interface Exported {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly parent?: string;
  readonly delete?: boolean;
}

/**
 * The graph of what is deployed, from what `pulumi stack export` writes. Inputs are what was asked for; ids are what AWS gave.
 * @throws TypeError if the value is no such export
 */
export function graphOfExport(value: unknown): CloudGraph {
  const resources = (value as { readonly deployment?: { readonly resources?: readonly Exported[] } } | null)?.deployment
    ?.resources;
  if (!Array.isArray(resources)) throw new TypeError('no deployment.resources in it');
  // what is about to be deleted stands there too, beside its heir
  return new CloudGraph((resources as readonly Exported[]).filter((one) => one.delete !== true).map(resourceOf));
}

function resourceOf({ urn, type, id, inputs = {}, outputs = {}, protect, parent }: Exported): CloudResource {
  const props = { ...inputs, ...(outputs.name === undefined ? {} : { name: outputs.name }) };
  return { urn, type, name: urn.split('::').at(-1) ?? urn, id: id ?? urn, props, protect: protect === true, parent };
}
