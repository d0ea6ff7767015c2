/** `1,234.50`: US dollars and cents. */
export function usd(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** `+12.00` or `-3.10`. */
export function difference(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${usd(Math.abs(amount))}`;
}
