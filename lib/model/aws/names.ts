/** Longest name of an RDS instance. */
export const longestDatabaseName = 63;

/** Name of the security group of the load balancers, by which their controller finds it. */
export function edgeGroupName(cluster: string): string {
  return `${cluster}-edge`;
}

/** Name of the firewall in front of the load balancers. */
export function firewallName(cluster: string): string {
  return `${cluster}-edge`;
}

/** Label of nodes by the market they were bought on; databases in the cluster keep to `on-demand`. */
export const marketLabel = 'unifyops.dev/market';
