// The one place that names the package's version; only stable API versions are used, checked against the newest schemas.
export * as k8s from 'cdk8s-plus-28/lib/imports/k8s.js';
