/** How objects get into the cluster. */
export type DeliveryKind = 'argocd' | 'pulumi';

/** Every way, the default first. */
export const deliveryKinds: readonly DeliveryKind[] = ['argocd', 'pulumi'];
