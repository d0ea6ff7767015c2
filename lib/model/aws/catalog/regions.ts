/** Regions that prices are known for, each with the letters of its zones that EKS takes. */
export const regions: Readonly<Record<string, string>> = {
  'eu-central-1': 'abc',
  'eu-west-1': 'abc',
  'eu-west-2': 'abc',
  'us-east-1': 'abcdf', // no control planes in e
};

/** The zones of a region by name, `eu-west-2a`; none of an unknown one. */
export function zonesOf(region: string): readonly string[] {
  const letters = Object.hasOwn(regions, region) ? regions[region]! : '';
  return [...letters].map((letter) => `${region}${letter}`);
}
