/** What a machine has. */
export interface Machine {
  /** Virtual cores. */
  readonly cpu: number;
  /** GiB of memory. */
  readonly memoryGi: number;
  /** Most pods: addresses of its network interfaces, two for pods on the host's own network. */
  readonly pods: number;
}

/** x86 families that are interchangeable in a pool: what runs on one runs on all of them. */
const families = ['t3', 't3a', 'm5', 'm5a', 'm6i', 'm6a', 'm7i'] as const;
const sizes: Readonly<Record<string, Machine>> = {
  large: { cpu: 2, memoryGi: 8, pods: 29 },
  xlarge: { cpu: 4, memoryGi: 16, pods: 58 },
  '2xlarge': { cpu: 8, memoryGi: 32, pods: 58 },
};

/** Machines that nodes can be, by instance type. */
export const machines: Readonly<Record<string, Machine>> = {
  't3.medium': { cpu: 2, memoryGi: 4, pods: 17 },
  't3a.medium': { cpu: 2, memoryGi: 4, pods: 17 },
  'c5.large': { cpu: 2, memoryGi: 4, pods: 29 },
  ...Object.fromEntries(
    families.flatMap((family) => Object.entries(sizes).map(([size, machine]) => [typeName(family, size), machine])),
  ),
  't3.large': { cpu: 2, memoryGi: 8, pods: 35 },
  't3a.large': { cpu: 2, memoryGi: 8, pods: 35 },
};

/** Memory of database instance classes in GiB. */
export const databaseClasses: Readonly<Record<string, number>> = {
  'db.t4g.micro': 1,
  'db.t4g.small': 2,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m7g.large': 8,
  'db.m7g.xlarge': 16,
};

function typeName(family: string, size: string): string {
  return `${family}.${size}`;
}
