const dots = /(^|\/)\.\.?(\/|$)/;

/** What is expected of the path of a file or directory in a container, or `undefined` if `text` is one. */
export function filePathProblem(text: string): string | undefined {
  const good = /^(\/[^/:\s]+)+$/.test(text) && !dots.test(text); // Kubernetes takes no ":" in a mount
  return good ? undefined : 'an absolute path below the root such as "/etc/app/config.yaml"';
}

/** What is expected of the path of a URL that a probe or a scraper asks, or `undefined` if `text` is one. */
export function urlPathProblem(text: string): string | undefined {
  return /^\/\S*$/.test(text) ? undefined : 'an absolute path such as "/metrics"';
}

/** What is expected of the path prefix of a route, which Ingress and Gateway both understand, or `undefined` if `text` is one. */
export function routePathProblem(text: string): string | undefined {
  const good = text === '/' || (/^(\/[A-Za-z0-9._~-]+)+$/.test(text) && !dots.test(text));
  return good
    ? undefined
    : '"/" or a path such as "/auth", of letters, digits, "-", ".", "_" and "~", without "/" at its end';
}
