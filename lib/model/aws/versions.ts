import versions from '../../../versions.json' with { type: 'json' };

/** Versions of add-ons by name; `null` is the one that AWS recommends. */
export type AddonVersions = Readonly<Record<string, string | null>>;

/** A version of Kubernetes that EKS supports. */
export interface EksVersion {
  /**
   * Day that standard support ends, `2027-08-02`. A month alone is our reckoning, 14 months after AWS offered the version: AWS has named
   * no day that we know.
   */
  readonly supportEnds: string;
  /** Versions of the add-ons that follow the version of Kubernetes; `null` where we know of no build to pin: AWS is asked for its own. */
  readonly addons: AddonVersions;
}

/** A Helm chart. */
export interface Chart {
  readonly repository: string;
  readonly version: string;
}

/** What `versions.json` pins for EKS. */
interface EksVersions {
  readonly supported: Readonly<Record<string, EksVersion>>;
  readonly default: string;
  /** When the support of older versions ends or ended: too early to start anew with them. */
  readonly ended: Readonly<Record<string, string>>;
  readonly addons: Readonly<Record<string, string>>;
  readonly charts: Readonly<Record<string, Chart>>;
}

/** Pinned versions of EKS, its add-ons and the charts that AWS offers no add-on for. */
export const eksVersions: EksVersions = versions.eks;
