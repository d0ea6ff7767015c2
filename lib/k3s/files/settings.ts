/** What the kernel must be set to before kubelet starts with protect-kernel-defaults, by the hardening guide of k3s. */
export const kernelSettings: Readonly<Record<string, string>> = {
  'kernel.panic': '10',
  'kernel.panic_on_oops': '1',
  'vm.overcommit_memory': '1',
  'vm.panic_on_oom': '0',
};

/** The same as lines `name value`. */
export const kernelLines = Object.entries(kernelSettings)
  .map(([name, value]) => `${name} ${value}`)
  .join('\n');
