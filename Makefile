# A fresh machine with Node and npm is enough: what the lock file pins is installed first, Node 24 itself included.
.DEFAULT_GOAL := help
.PHONY: synth test check lint typecheck mutation fuzz bench browser e2e cluster help

installed := node_modules/.package-lock.json

synth: $(installed) ## render every environment into dist/
	@npm run --silent synth -- $(ARGS)

test: $(installed) ## run the test suite
	@npm run --silent test -- $(ARGS)

check: $(installed) ## prove what is in dist/
	@npm run --silent check -- $(ARGS)

lint: $(installed) ## look for mistakes of style
	@npm run --silent lint -- $(ARGS)

typecheck: $(installed) ## look for mistakes of types
	@npm run --silent typecheck -- $(ARGS)

mutation: $(installed) ## break everything that is rendered, one thing at a time: all of it must be caught
	@npm run --silent mutation -- $(ARGS)

fuzz: $(installed) ## feed the reader and the evaluator with broken input for a minute
	@npm run --silent fuzz -- $(ARGS)

bench: $(installed) ## measure a synth of 10, 100 and 1,000 stacks, and the traffic engine on large clusters
	@npm run --silent bench

# One suite alone doesn't wait for parts that few suites need: it builds those itself.
browser: $(installed) ## look at the traffic page in a real browser (Debian's chromium)
	@npm run --silent browser -- $(ARGS)

e2e: $(installed) ## run the suites on the real parts (needs Go; docs/e2e.md)
	@npm run --silent tools -- $(if $(filter-out -%,$(firstword $(ARGS))),etcd kubernetes kwok argo-cd)
	@npm run --silent e2e -- $(ARGS)

cluster: $(installed) ## start the real parts for a person, until Ctrl-C
	@npm run --silent cluster

help: ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

# npm tells the Node that the machine has as unsupported before it installs the right one: errors alone are worth reading.
$(installed): package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@PATH="$(CURDIR)/node_modules/.bin:$$PATH" node -e 'process.exit(process.versions.node.split(".")[0] == 24 ? 0 : 1)' || { \
	  rm -f $@; \
	  echo 'Node 24 could not be installed from the npm registry: its install script was not allowed to run, or it could not' \
	    'load the binary for this machine. Allow install scripts (npm config get ignore-scripts says false), remove' \
	    'node_modules and run make again; or install Node 24 yourself (the version is in .nvmrc).' >&2; \
	  exit 1; }
	@touch $@
